/** Removes what is too old: tasks, events, attempt files, logs, idempotency keys. */
@NullMarked
package dev.claudeworker.retention;

import org.jspecify.annotations.NullMarked;
