/** Databases that live as long as a test or a measurement. */
@NullMarked
package dev.claudeworker.scratch;

import org.jspecify.annotations.NullMarked;
