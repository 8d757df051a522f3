@NullMarked
package dev.claudeworker.torture.check;

import org.jspecify.annotations.NullMarked;
