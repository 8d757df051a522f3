/** Tells subscribers what has been committed, in order, without ever waiting for them. */
@NullMarked
package dev.claudeworker.event;

import org.jspecify.annotations.NullMarked;
