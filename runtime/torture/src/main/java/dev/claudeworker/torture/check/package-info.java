/** The promises, and the pure check of a history against them. */
@NullMarked
package dev.claudeworker.torture.check;

import org.jspecify.annotations.NullMarked;
