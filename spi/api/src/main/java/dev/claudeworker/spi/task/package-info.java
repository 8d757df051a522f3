/** The words of the domain: tasks, attempts, outcomes, waiting, events. Immutable data without behaviour of its own. */
@NullMarked
package dev.claudeworker.spi.task;

import org.jspecify.annotations.NullMarked;
