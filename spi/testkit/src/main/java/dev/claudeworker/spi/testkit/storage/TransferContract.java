package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A whole store is moved to another storage: nothing is lost, nothing comes twice, and work goes on there. */
public abstract class TransferContract extends StorageConcern {

  private static final String SOURCE = "export 1";
  private static final int PART = 3;

  /** For subclasses. */
  protected TransferContract() {}

  @Test
  final void anEmptyStoreIsMoved() throws Exception {
    assertThat(records(store().storage())).isEmpty();
    try (Moved there = moved(store().storage())) {
      assertThat(records(there.storage())).isEmpty();
      assertThat(there.store().submit()).isEqualTo(new TaskId(1));
    }
  }

  @Test
  final void everythingIsTheSameInTheReferenceAndBackInAnotherStoreOfThisKind() throws Exception {
    fill();
    List<StoredRecord> before = records(store().storage());
    assertThat(before).extracting(StoredRecord::kind).contains(StoredRecord.Kind.values());

    try (Storage reference = new InMemoryStorage(new SettableClock())) {
      move(store().storage(), reference);
      assertThat(records(reference)).containsExactlyInAnyOrderElementsOf(before);
      try (Moved back = moved(reference)) {
        assertThat(records(back.storage())).containsExactlyInAnyOrderElementsOf(before);
        assertThat(back.storage().counts()).isEqualTo(store().storage().counts());
        assertThat(back.storage().info().storeId()).isEqualTo(store().storage().info().storeId());
        assertThat(back.storage().info().epoch()).isNotEqualTo(store().storage().info().epoch());
        assertThat(back.store().snapshot()).isEqualTo(store().snapshot());
      }
    }
  }

  @Test
  final void workGoesOnWhereTheStoreWasMovedTo() throws Exception {
    TaskId upstream = store().submit(aTask().claimOrder(1).lane("one", 1));
    TaskId held = store().submit(aTask().claimOrder(2).lane("one", 1));
    TaskId downstream = store().submit(aTask().claimOrder(3).dependsOn(upstream));
    var running = store().claim();
    store().submit(List.of(aTask().claimOrder(9).build()));
    var graph = (UnitResult.Applied) store().apply(anOrchestration().maxParallel(1)
        .submit(aTask().named("a").claimOrder(10), aTask().named("b").claimOrder(11)));

    try (Moved there = moved(store().storage())) {
      assertThat(there.store().claimIds(Claims.by(SERVER).limit(9)))
          .as("neither what is held nor what waits")
          .containsExactly(new TaskId(4), graph.tasks().getFirst());
      assertThat(there.store().apply(Groups.of(new ReleaseOrSkip(), Finishes.completed(running))).results())
          .as("the lease still holds")
          .allSatisfy(StorageDriver::isApplied);
      assertThat(there.store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(held, downstream);
      assertThat(there.store().submit()).isEqualTo(new TaskId(7));
    }
  }

  @Test
  final void numbersOfWhatWasDeletedAreNotGivenAgain() throws Exception {
    TaskId id = store().submit();
    store().applied(Moves.of(store().task(id)).cancelled().unit());
    store().applied(new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED)));
    store().storage().pruning().removeEvents(SettableClock.START.plusSeconds(86_400), 100);
    long head = store().head();

    try (Moved there = moved(store().storage())) {
      assertThat(there.store().head()).isEqualTo(head);
      assertThat(there.store().submit()).isEqualTo(new TaskId(id.value() + 1));
      assertThat(there.store().events()).extracting(event -> event.sequence()).containsExactly(head + 1);
    }
  }

  @Test
  final void aSnapshotDoesNotSeeWhatComesLater() {
    store().submit();
    try (StoreSnapshot snapshot = store().storage().transfer().snapshot()) {
      long before = snapshot.heads().event();
      store().submit();
      List<StoredRecord> seen = new ArrayList<>();
      snapshot.read(seen::add);

      assertThat(seen).filteredOn(record -> record.kind() == StoredRecord.Kind.TASK).hasSize(1);
      assertThat(snapshot.heads().event()).isEqualTo(before);
    }
  }

  @Test
  final void anInterruptedImportGoesOnWhereItStoppedAndNothingComesTwice() {
    Storage reference = new InMemoryStorage(new SettableClock());
    StorageDriver source = new StorageDriver(reference);
    for (int task = 0; task < 2 * PART; task++) {
      source.submit();
    }
    List<StoredRecord> all = records(reference);
    assertThat(store().storage().transfer().unfinished()).isEmpty();
    assertThat(store().storage().transfer().begin(SOURCE).records()).isZero();
    store().storage().transfer().write(all.subList(0, PART), PART);
    if (store().storage().info().capabilities().contains(StorageCapability.DURABLE)) {
      reopen();
    }

    Storage there = store().storage();
    assertThat(there.transfer().unfinished()).contains(new ImportProgress(SOURCE, PART));
    assertThatExceptionOfType(WorkerException.class).isThrownBy(() -> there.transfer().begin("export 2"))
        .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo(StorageErrors.IMPORT_UNFINISHED));
    assertThatExceptionOfType(RuntimeException.class)
        .as("records that are there already")
        .isThrownBy(() -> there.transfer().write(all.subList(PART - 1, PART + 1), PART + 1));
    int from = Math.toIntExact(there.transfer().begin(SOURCE).records());
    assertThat(from).isEqualTo(PART);
    there.transfer().write(all.subList(from, all.size()), all.size());
    assertThat(records(there)).as("also before the end").containsExactlyInAnyOrderElementsOf(all);
    there.transfer().finish(heads(reference), Optional.empty());

    assertThat(there.transfer().unfinished()).isEmpty();
    assertThat(records(there)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(there.counts()).isEqualTo(reference.counts());
    reference.close();
  }

  /** Something of every kind, in every state that is kept in its own way. */
  private void fill() {
    Unit keyed = new Unit.Submit(
        List.of(aTask().label("team", "blue")
            .environment(Map.of("LANG", "C", "PATH", "/bin"))
            .systemPrompt("be brief")
            .build()),
        Optional.of(new IdempotencyKey("default", "key", "hash")));
    store().apply(keyed);
    var done = store().claim();
    store().applied(Finishes.completed(done, "long ".repeat(60_000)));
    TaskId delayed =
        store().submit(aTask().prompt("p".repeat(700_000)).delayedUntil(SettableClock.START.plusSeconds(60)));
    TaskId first = store().submit(aTask().lane("lane", 2));
    store().submit(aTask().dependsOn(first).dependsOn(delayed, EdgeCondition.ENDED));
    var running = store().claim();
    store().storage()
        .progress(List.of(new ProgressUpdate(running.lease(), new Progress("[tool:bash] make", Usage.NONE))));
    TaskId resumed = store().submit();
    store().applied(Moves.of(store().task(resumed)).cancelled().unit());
    store().applied(Moves.of(store().task(resumed))
        .pending()
        .continuing(new Continuation("session-1", Optional.of("and then?")))
        .unit());
    store().apply(anOrchestration().maxParallel(1)
        .name("graph")
        .submit(aTask().named("a"), aTask().named("b").dependsOnSubmitted(0), aTask().named("c")));
    Gate gate = new Gate(
        GateScope.executor("test"), "usage_limit", SettableClock.START, Optional.empty(),
        JsonObject.EMPTY.with("account", "default"));
    store().applied(new Unit.ChangeGate(new GateChange.Close(gate, Drafts.event(EventTypes.GATE_CLOSED))));
    assertThat(store().storage().counts()).containsEntry(TaskStatus.RUNNING, 1L);
  }

  private static List<StoredRecord> records(Storage storage) {
    List<StoredRecord> records = new ArrayList<>();
    try (StoreSnapshot snapshot = storage.transfer().snapshot()) {
      snapshot.read(records::add);
    }
    return records;
  }

  private static StoreHeads heads(Storage storage) {
    try (StoreSnapshot snapshot = storage.transfer().snapshot()) {
      return snapshot.heads();
    }
  }

  private static void move(Storage from, Storage to) {
    List<StoredRecord> all = records(from);
    to.transfer().begin(SOURCE);
    for (int at = 0; at < all.size(); at += PART) {
      int end = Math.min(all.size(), at + PART);
      to.transfer().write(all.subList(at, end), end);
    }
    to.transfer().finish(heads(from), Optional.of(from.info().storeId()));
  }

  private Moved moved(Storage from) throws Exception {
    StorageFixture place = newFixture();
    Moved there = new Moved(place, place.open());
    move(from, there.storage());
    return there;
  }

  private record Moved(StorageFixture place, Storage storage) implements AutoCloseable {

    StorageDriver store() {
      return new StorageDriver(storage);
    }

    @Override
    public void close() {
      storage.close();
      place.close();
    }
  }
}
