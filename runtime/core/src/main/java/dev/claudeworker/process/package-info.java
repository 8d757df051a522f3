/**
 * The process room: child processes that outlive the server, by verb.
 *
 * <p>A child is started by a tiny shell script in a session of its own, reads its input from a file and appends its output to
 * files; the script writes the exit status to a file when the child has ended. The server only reads those files, so it may
 * die at any point. The next server finds the child by its proven identity (boot, pid namespace, pid, start ticks, and the
 * attempt's id in its environment) and adopts it.
 *
 * <ul>
 *   <li>identify: {@code Machine}, {@link dev.claudeworker.process.ProcessTable}
 *   <li>spawn: {@code Spawn}, once or never, decided by who creates the file {@code run}
 *   <li>adopt: {@code Adopt}
 *   <li>watch: {@code Watch}, one virtual thread per child, none when nothing runs
 *   <li>follow: {@code FollowingStream}
 *   <li>end: {@code End}
 * </ul>
 */
@NullMarked
package dev.claudeworker.process;

import org.jspecify.annotations.NullMarked;
