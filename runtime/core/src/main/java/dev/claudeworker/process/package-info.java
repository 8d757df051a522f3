/**
 * The process room: child processes that outlive the server.
 *
 * <p>A child is started by a tiny shell script in a session of its own, reads its input from a file and appends its output
 * to files; the script writes the exit status to a file when the child has ended. The server only reads those files, so it
 * may die at any point. The next server finds the child by its proven identity (boot, pid namespace, pid, start ticks, and
 * the attempt's id in its environment) and adopts it.
 *
 * <p>One class per verb: {@code ChildSpawner} (once or never, decided by who creates the file {@code run}), {@code
 * ChildAdopter}, {@code FollowingStream} (reads growing files), {@code ChildWatch} (one virtual thread per child, none when
 * nothing runs), {@code ChildEnder} and {@code Stragglers} (signals), {@code AttemptProcesses} (which processes belong to an
 * attempt). What cannot be found again: a process that left the child's session and also cleared its environment.
 */
@NullMarked
package dev.claudeworker.process;

import org.jspecify.annotations.NullMarked;
