package dev.claudeworker.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** db-scheduler with lock-and-fetch and the limits that its README names for high throughput. */
final class DbSchedulerPeer implements Peer {

  private static final double LOWER = 1.0;
  private static final double UPPER = 4.0;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String TABLE =
      """
          CREATE TABLE scheduled_tasks (
            task_name TEXT NOT NULL, task_instance TEXT NOT NULL, task_data BYTEA,
            execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL, picked_by TEXT,
            last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE, consecutive_failures INT,
            last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL, priority SMALLINT,
            PRIMARY KEY (task_name, task_instance));
          CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
          CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)""";

  private volatile Executions running = new Executions(0);

  @Override
  public String name() {
    return "db-scheduler 16.7.1";
  }

  @Override
  public Speed speed(String url, Crew crew) throws Exception {
    try (var database = new PeerDatabase(url)) {
      database.execute(TABLE);
      var task = Tasks.oneTime("noop").execute((_, _) -> running.one());
      List<Scheduler> schedulers = new ArrayList<>();
      try {
        for (int number = 0; number < crew.servers(); number++) {
          schedulers.add(start(database, task, crew.slots(), number));
        }
        run(database, schedulers, "warm-up", crew.warmUp());
        return run(database, schedulers, "measured", crew.tasks());
      } finally {
        schedulers.forEach(Scheduler::stop);
      }
    }
  }

  private static Scheduler start(PeerDatabase database, Task<?> task, int slots, int number) {
    Scheduler scheduler = Scheduler.create(database.forServer(slots), task)
        .schedulerName(new SchedulerName.Fixed("server-" + number))
        .threads(slots)
        .pollUsingLockAndFetch(LOWER, UPPER)
        .pollingInterval(POLL)
        .build();
    scheduler.start();
    return scheduler;
  }

  private Speed run(PeerDatabase database, List<Scheduler> schedulers, String name, int count) throws Exception {
    schedulers.forEach(Scheduler::pause);
    Stream<TaskInstance<?>> instances =
        IntStream.range(0, count).mapToObj(number -> new TaskInstance<>("noop", name + number));
    schedulers.getFirst().scheduleBatch(instances, Instant.now());
    var executions = new Executions(count);
    running = executions;
    schedulers.forEach(Scheduler::resume);
    schedulers.forEach(Scheduler::triggerCheckForDueExecutions);
    executions.awaitAll();
    database.awaitNone("SELECT 1 FROM scheduled_tasks LIMIT 1");
    return executions.speed();
  }
}
