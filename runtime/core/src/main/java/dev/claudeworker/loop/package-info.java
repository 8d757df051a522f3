/** A repeated chore on a thread of its own that can be woken and stopped. */
@NullMarked
package dev.claudeworker.loop;

import org.jspecify.annotations.NullMarked;
