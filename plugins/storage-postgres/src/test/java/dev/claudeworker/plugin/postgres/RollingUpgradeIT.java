package dev.claudeworker.plugin.postgres;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A server of the version before and one of this version on one database. Until there is a release to start, the older one is
 * its schema (3) and the statements with which it writes.
 */
final class RollingUpgradeIT {

  /** Makes a database of this version one of schema 3. What is added later and idempotently may stay. */
  private static final String BACK_TO_3 = """
      DROP TABLE server;
      ALTER TABLE task DROP COLUMN last_server, DROP COLUMN pending_since;
      ALTER TABLE account ALTER COLUMN executor SET DATA TYPE CHARACTER VARYING(200);
      DELETE FROM schema_history WHERE CAST(version AS INTEGER) > 3;
      UPDATE meta SET schema_version = 3
      """;

  /** The columns with which version 3 adds a task. */
  private static final String COLUMNS_OF_3 = """
      version, prompt_preview, account_id, resume_text, label_count, upstream_count,
      project_id, name, executor, account, executor_options, model, working_directory, priority,
      timeout_micros, max_cost_micros, initial_delay_micros,
      retry_attempts, retry_max_lost, retry_backoff, retry_initial_delay_micros, retry_max_delay_micros,
      retry_multiplier, retry_jitter,
      submitted_by, source, correlation_id, parent_task_id, traceparent,
      status, wait_code, wait_until, wait_details, claim_order,
      attempts, failures_counted, lost, suspensions, cancel_requested,
      input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, turns, cost_micros, cpu_micros,
      peak_memory_bytes,
      unmet, created_at, not_before,
      orchestration_id, identifier, continue_from, lane_key, lane_limit, held, queue, lane_place
      """;

  private final TestServer server = TestServer.shared();

  @Test
  void theNewerServerMigratesAndBothGoOnTogether() throws SQLException {
    try (PostgresFixture fixture = PostgresFixture.fresh()) {
      TaskId before;
      TaskId continuing;
      try (Storage storage = fixture.open()) {
        before = submit(storage, aTask().claimOrder(1));
        continuing = submit(storage, aTask().claimOrder(0));
        storage.apply(
            Groups.of(Finishes.completed(storage.apply(Groups.claiming(Claims.by("older"))).claimed().getFirst())));
        storage.apply(
            Groups.of(
                Moves.of(storage.find(continuing).orElseThrow())
                    .pending()
                    .continuing(new Continuation("session", Optional.empty()))
                    .unit()));
      }
      server.runIn(fixture.database(), BACK_TO_3);

      try (Storage newer = fixture.open()) {
        assertThat(newer.info().schemaVersion()).isNotEqualTo("3");
        assertThat(newer.find(before).orElseThrow().status()).isEqualTo(TaskStatus.PENDING);

        TaskId ofOlder = new TaskId(addedByOlder(fixture, before));
        TaskId labelled = submit(newer, aTask().requires("gpu", "yes").claimOrder(-1));

        assertThat(dueForOlder(fixture)).as("what an older server may claim")
            .containsExactlyInAnyOrder(before.value(), continuing.value(), ofOlder.value());
        claimedByOlder(fixture, before);
        Placement beside = new Placement(Map.of("gpu", "yes"), Set.of("older"), Duration.ofMinutes(1));
        assertThat(newer.apply(Groups.claiming(Claims.by("newer").limit(9).placement(beside))).claimed())
            .extracting(claimed -> claimed.task().id())
            .as("what was pending before the upgrade belongs to nobody")
            .containsExactly(labelled, continuing, ofOlder);
        assertThat(newer.find(before).orElseThrow().status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(newer.counts()).containsEntry(TaskStatus.RUNNING, 4L);
      }
    }
  }

  private static TaskId submit(Storage storage, NewTasks task) {
    UnitResult result = storage.apply(Groups.of(Groups.submit(task))).results().getFirst();
    return ((UnitResult.Applied) result).tasks().getFirst();
  }

  /** A task as version 3 writes it: like another one, with the columns that it knows. */
  private long addedByOlder(PostgresFixture fixture, TaskId like) {
    long id = 1_000;
    server.runIn(
        fixture.database(),
        "INSERT INTO task (id, uuid, " + COLUMNS_OF_3 + ") SELECT " + id + ", gen_random_uuid(), " + COLUMNS_OF_3
            + " FROM task WHERE id = " + like
            + "; INSERT INTO task_text (task_id, kind, part, text) VALUES (" + id + ", 'prompt', 0, 'p')"
            + "; UPDATE status_count SET tasks = tasks + 1 WHERE account_id = 1 AND status = 'pending'");
    return id;
  }

  /** Version 3 looks at the queues of accounts whose executor it has. */
  private List<Long> dueForOlder(PostgresFixture fixture) throws SQLException {
    List<Long> due = new ArrayList<>();
    try (Connection connection = server.connect(fixture.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("""
            SELECT t.id FROM status_count c JOIN account a ON a.id = c.account_id
              JOIN task t ON t.queue = CONCAT('a:', a.id)
            WHERE c.status = 'pending' AND c.tasks > 0 AND a.executor = 'test'""")) {
      while (row.next()) {
        due.add(row.getLong(1));
      }
    }
    return due;
  }

  private void claimedByOlder(PostgresFixture fixture, TaskId task) {
    server.runIn(
        fixture.database(),
        """
            UPDATE task SET version = version + 1, status = 'running', attempts = 1, cancel_requested = FALSE,
              queue = NULL, wait_code = NULL, wait_until = NULL, wait_details = NULL, not_before = NULL, ended_at = NULL
            WHERE id = %1$s;
            INSERT INTO attempt (task_id, number, uuid, status, counted, server_id, incarnation, token, lease_expires,
              started_at, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, turns, cost_micros,
              cpu_micros, peak_memory_bytes)
            VALUES (%1$s, 1, gen_random_uuid(), 'running', FALSE, 'older', gen_random_uuid(), gen_random_uuid(),
              clock_timestamp() + INTERVAL '1 minute', clock_timestamp(), 0, 0, 0, 0, 0, 0, 0, 0);
            UPDATE status_count SET tasks = tasks - 1 WHERE account_id = 1 AND status = 'pending';
            UPDATE status_count SET tasks = tasks + 1 WHERE account_id = 1 AND status = 'running'
            """.formatted(task));
  }
}
