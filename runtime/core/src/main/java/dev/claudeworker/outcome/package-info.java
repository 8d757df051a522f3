/** What follows from the end of an attempt. Pure. */
@NullMarked
package dev.claudeworker.outcome;

import org.jspecify.annotations.NullMarked;
