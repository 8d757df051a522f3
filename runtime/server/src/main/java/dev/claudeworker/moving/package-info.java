/** Moves a whole store: to a file, from a file, to another storage. */
@NullMarked
package dev.claudeworker.moving;

import org.jspecify.annotations.NullMarked;
