@NullMarked
package dev.claudeworker.faults.soak;

import org.jspecify.annotations.NullMarked;
