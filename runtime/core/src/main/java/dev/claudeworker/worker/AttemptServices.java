package dev.claudeworker.worker;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.AttemptSettings;
import dev.claudeworker.process.ProcessLimits;
import dev.claudeworker.process.ProcessRoom;
import dev.claudeworker.queue.GroupCommitter;
import java.time.InstantSource;

/**
 * What attempts need of the server.
 *
 * @param clock the time
 * @param committer stores what must be durable
 * @param progress stores progress
 * @param processes starts children
 * @param limits what children may use
 * @param directories where attempts keep their files
 * @param upstream what upstream tasks produced
 * @param taskDirectory makes working directories
 * @param environment the variables of children
 * @param queueAccess lets them use the queue
 * @param settings bounds
 */
record AttemptServices(
    InstantSource clock,
    GroupCommitter committer,
    ProgressWriter progress,
    ProcessRoom processes,
    ProcessLimits limits,
    AttemptDirectories directories,
    UpstreamResults upstream,
    TaskDirectory taskDirectory,
    ServerEnvironment environment,
    QueueAccessSource queueAccess,
    AttemptSettings settings) {}
