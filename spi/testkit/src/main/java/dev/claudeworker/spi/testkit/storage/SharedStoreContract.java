package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.OTHER_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.storage.UnitResult.TakenOver;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two servers on one store, each with a storage of its own. Of a storage that is not {@link StorageCapability#SHARED} these
 * tests say nothing; that it refuses the second server is asserted by {@link MigrationContract}.
 */
public abstract class SharedStoreContract extends StorageConcern {

  private static final int TASKS = 200;

  /** For subclasses. */
  protected SharedStoreContract() {}

  @Test
  final void twoServersTakeEveryTaskOnce() throws Exception {
    try (Storage second = second()) {
      List<StorageDriver> servers = List.of(store(), new StorageDriver(second));
      List<TaskId> ids = store().submit(NewTasks.tasks(TASKS));

      List<List<TaskId>> taken = Race.run(4, runner -> claimAll(servers.get(runner % 2), "server-" + runner));

      assertThat(taken.stream().flatMap(List::stream).sorted().toList()).isEqualTo(ids);
    }
  }

  private static Callable<List<TaskId>> claimAll(StorageDriver server, String name) {
    return () -> {
      List<TaskId> taken = new ArrayList<>();
      List<TaskId> last;
      do {
        last = server.claimIds(Claims.by(name).limit(3));
        taken.addAll(last);
      } while (!last.isEmpty());
      return taken;
    };
  }

  @Test
  final void twoServersWriteOneLogWithoutGaps() throws Exception {
    try (Storage second = second()) {
      List<StorageDriver> servers = List.of(store(), new StorageDriver(second));

      Race.run(4, runner -> () -> {
        for (int group = 0; group < 20; group++) {
          servers.get(runner % 2).submit(NewTasks.tasks(2));
        }
        return runner;
      });

      assertThat(store().events())
          .extracting(TaskEvent::sequence)
          .isEqualTo(LongStream.rangeClosed(1, 160).boxed().toList());
      assertThat(servers.get(1).events()).isEqualTo(store().events());
    }
  }

  @Test
  final void parentsEndingOnTwoServersReleaseTheirChildOnce() throws Exception {
    try (Storage second = second()) {
      List<StorageDriver> servers = List.of(store(), new StorageDriver(second));
      for (int round = 0; round < 10; round++) {
        List<TaskId> ids = store().submit(
            List.of(
                aTask().build(),
                aTask().build(),
                aTask().dependsOnSubmitted(0).dependsOnSubmitted(1).build()));
        List<ClaimedTask> parents = store().claim(Claims.by(OTHER_SERVER).limit(2));

        Race.run(2, runner -> () -> servers.get(runner).apply(Finishes.completed(parents.get(runner))));

        assertThat(store().history(ids.get(2)))
            .containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
        store().claim();
      }
    }
  }

  @Test
  final void anotherServerTakesOverWhatIsLeft() {
    try (Storage second = second()) {
      StorageDriver other = new StorageDriver(second);
      TaskId id = store().submit();
      ClaimedTask claimed = store().claim();
      fixture().passTime(Claims.LEASE.plusSeconds(60));

      UnitResult taken = other.apply(TakeOverContract.takeOver(claimed.lease(), OTHER_SERVER));

      assertThat(taken).isInstanceOf(TakenOver.class);
      assertThat(store().apply(Finishes.completed(claimed))).isEqualTo(new LeaseLost());
      other.applied(Finishes.completed(((TakenOver) taken).claimed()));
      assertThat(store().task(id)).isEqualTo(other.task(id));
    }
  }

  @Test
  final void oneServerSeesWhatTheOtherWrote() {
    try (Storage second = second()) {
      TaskId id = store().submit();

      assertThat(second.find(id)).contains(store().task(id));
      assertThat(second.apply(Groups.claiming(Claims.by(OTHER_SERVER))).claimed()).hasSize(1);
      assertThat(store().storage().counts()).isEqualTo(second.counts());
      assertThat(store().head()).isEqualTo(2);
    }
  }

  private Storage second() {
    assumeThat(store().storage().info().capabilities()).contains(StorageCapability.SHARED);
    return fixture().open();
  }
}
