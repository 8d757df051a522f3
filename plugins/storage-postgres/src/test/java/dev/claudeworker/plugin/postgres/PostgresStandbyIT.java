package dev.claudeworker.plugin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary with a synchronous standby, both real. */
class PostgresStandbyIT {

  private static final int WRITERS = 4;
  private static final int BEFORE = 200;

  @TempDir
  Path folder;

  private ScratchPostgres primary() throws Exception {
    Optional<Path> programs = ScratchPostgres.installed();
    assumeTrue(programs.isPresent(), "the PostgreSQL that comes as a jar brings no pg_basebackup");
    return ScratchPostgres.durable(programs.get(), folder);
  }

  private static JsonObject section(String url) {
    return JsonObject.EMPTY.with("url", url).with("user", ScratchPostgres.USER).with("statement_timeout", "1s");
  }

  @Test
  void aCommitThatTheStandbyDoesNotConfirmIsNotAcknowledgedAndARepeatedOneIsOnceItDid() throws Exception {
    try (ScratchPostgres primary = primary();
        ScratchPostgres standby = primary.synchronousStandby();
        Storage storage = PostgresFixture.openAt(section(primary.createDatabase()))) {
      Group submission = Groups.of(Groups.submit(NewTasks.aTask()));
      standby.kill();

      WorkerException refused = catchThrowableOfType(WorkerException.class, () -> storage.apply(submission));
      assertThat(refused.errorCode()).isEqualTo(StorageErrors.UNAVAILABLE);
      assertThat(storage.counts()).as("seen by nobody before it is safe").containsEntry(TaskStatus.PENDING, 0L);
      standby.start();

      assertThat(applied(storage, submission)).isInstanceOf(UnitResult.AlreadyApplied.class);
      assertThat(storage.counts()).containsEntry(TaskStatus.PENDING, 1L);
    }
  }

  @Test
  void whatWasAcknowledgedIsThereWhenTheStandbyIsPromotedUnderTwoServersThatWrite() throws Exception {
    try (ScratchPostgres primary = primary(); ScratchPostgres standby = primary.synchronousStandby()) {
      String database = primary.createDatabase().replaceFirst(".*/", "");
      JsonObject section = section(
          "postgres://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port() + "/" + database
              + "?target_session_attrs=read-write");
      try (Storage one = PostgresFixture.openAt(section); Storage two = PostgresFixture.openAt(section)) {
        var half = new CountDownLatch(BEFORE);
        var end = new AtomicBoolean();
        List<Future<Integer>> writers = new ArrayList<>();
        int acknowledged = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int writer = 0; writer < WRITERS; writer++) {
            Storage storage = writer % 2 == 0 ? one : two;
            writers.add(threads.submit(() -> submitUntil(storage, half, end)));
          }
          half.await();
          primary.kill();
          standby.promote();
          assertGoesOn(one);
          assertGoesOn(two);
          end.set(true);
          for (Future<Integer> writer : writers) {
            acknowledged += writer.get();
          }
        }
        // What was committed and not answered may be there besides: one of each writer at most.
        long there = one.counts().get(TaskStatus.PENDING) - 2;
        assertThat(there).isBetween((long) acknowledged, (long) acknowledged + WRITERS);
      }
    }
  }

  /** How many submissions were answered. */
  private static int submitUntil(Storage storage, CountDownLatch half, AtomicBoolean end) {
    int acknowledged = 0;
    while (!end.get()) {
      try {
        storage.apply(Groups.of(Groups.submit(NewTasks.aTask())));
        acknowledged++;
        half.countDown();
      } catch (WorkerException failure) {
        assertThat(failure.errorCode()).isEqualTo(StorageErrors.UNAVAILABLE);
      }
    }
    return acknowledged;
  }

  private static void assertGoesOn(Storage storage) {
    assertThat(applied(storage, Groups.of(Groups.submit(NewTasks.aTask())))).isInstanceOf(UnitResult.Applied.class);
  }

  /** A call for each connection that broke may fail. */
  private static UnitResult applied(Storage storage, Group group) {
    for (int failures = 0;; failures++) {
      try {
        return storage.apply(group).results().getFirst();
      } catch (WorkerException failure) {
        assertThat(failures).as(failure.getMessage()).isLessThan(10);
      }
    }
  }
}
