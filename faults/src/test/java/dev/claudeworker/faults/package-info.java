@NullMarked
package dev.claudeworker.faults;

import org.jspecify.annotations.NullMarked;
