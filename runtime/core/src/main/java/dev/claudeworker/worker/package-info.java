/** Claims due tasks, runs their attempts in slots, and recovers what an earlier run of the server left behind. */
@NullMarked
package dev.claudeworker.worker;

import org.jspecify.annotations.NullMarked;
