/** Long runs: very many small tasks with faults in between, and how soon a server works again before a long queue. */
@NullMarked
package dev.claudeworker.faults.soak;

import org.jspecify.annotations.NullMarked;
