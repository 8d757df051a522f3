/** The durable queue as its users see it: submit, change, read. All writes travel through one group committer. */
@NullMarked
package dev.claudeworker.queue;

import org.jspecify.annotations.NullMarked;
