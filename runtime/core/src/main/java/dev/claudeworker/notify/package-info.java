/** Hands events to notifiers, each with a queue and a thread of its own, so that none delays the queue or another. */
@NullMarked
package dev.claudeworker.notify;

import org.jspecify.annotations.NullMarked;
