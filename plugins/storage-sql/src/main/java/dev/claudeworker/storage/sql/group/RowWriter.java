package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.group.TaskSet.Entry;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.LabelRow;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.NewTaskRow;
import dev.claudeworker.storage.sql.table.SideMapper;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskDeletion;
import dev.claudeworker.storage.sql.table.TaskUpdate;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.TextRow;
import dev.claudeworker.storage.sql.table.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes what a group changed in sets: one statement after the other, each with all its rows. */
final class RowWriter {

  private static final int MOST_COLLECTED = 500;

  /** So many tasks are written ahead in one transaction, and a graph of more is written so. */
  private static final int PART = 1_000;

  private final Mappers mappers;
  private final AccountSet accounts;
  private final Texts texts;
  private final Runnable flush;
  private final Supplier<Instant> leaseClock;
  private final List<TextDeletion> textDeletions = new ArrayList<>();
  private final List<TextRow> textRows = new ArrayList<>();
  private final List<LabelRow> labels = new ArrayList<>();
  private final List<EdgeRow> edges = new ArrayList<>();
  private final List<EdgeEnds> removedEdges = new ArrayList<>();
  private final List<KeyRow> keys = new ArrayList<>();
  private final List<FollowingTask> following = new ArrayList<>();

  private boolean loadedAhead;

  /** Rows collected since they were sent last. */
  private int collected;

  private record TextDeletion(long task, TextKind kind) {}

  RowWriter(Mappers mappers, AccountSet accounts, Texts texts, Runnable flush, Supplier<Instant> leaseClock) {
    this.mappers = mappers;
    this.accounts = accounts;
    this.texts = texts;
    this.flush = flush;
    this.leaseClock = leaseClock;
  }

  void deleteText(long task, TextKind kind) {
    textDeletions.add(new TextDeletion(task, kind));
  }

  void addTexts(Collection<TextRow> rows) {
    textRows.addAll(rows);
  }

  void addLabel(LabelRow row) {
    labels.add(row);
  }

  void addEdges(Collection<EdgeRow> rows) {
    edges.addAll(rows);
  }

  void removeEdge(TaskId upstream, TaskId downstream) {
    removedEdges.add(new EdgeEnds(upstream, downstream));
  }

  void addKey(KeyRow row) {
    keys.add(row);
  }

  void addFollowing(FollowingTask task) {
    following.add(task);
  }

  /** Whether there is so much that following tasks should be written ahead. */
  boolean isLarge() {
    return following.size() > PART;
  }

  /** Writes following tasks in transactions of their own, before everything else. */
  void writeAhead(Loading loading) {
    for (int from = 0; from < following.size(); from += PART) {
      List<FollowingTask> part = following.subList(from, Math.min(from + PART, following.size()));
      part.forEach(this::insert);
      insertSides(part);
      loading.commitPart();
    }
    following.clear();
    loadedAhead = true;
  }

  void write(TaskSet tasks, AttemptSet attempts) {
    List<Entry> changed = tasks.entries().stream().filter(Entry::changed).toList();
    writeTasks(changed);
    following.forEach(this::insert);
    attempts.write();
    writeSides();
    deleted(changed).forEach(this::delete);
    changed.forEach(this::count);
  }

  private void writeTasks(List<Entry> changed) {
    for (Entry entry : changed) {
      if (entry.before().isEmpty()) {
        entry.after().ifPresent(row -> mappers.tasks().insert(new NewTaskRow(row)));
        sendIfMany();
      }
    }
    for (Entry entry : changed) {
      entry.before()
          .ifPresent(
              before -> entry.after()
                  .ifPresent(
                      row -> mappers.tasks().update(new TaskUpdate(row, version(before), pendingSince(before, row)))));
      sendIfMany();
    }
  }

  /** Asks the clock only for the few tasks that become pending with a session to continue. */
  private Optional<Instant> pendingSince(StoredTask before, StoredTask after) {
    boolean becomes = status(before) != TaskStatus.PENDING && status(after) == TaskStatus.PENDING;
    return becomes && after.task().state().resumeReference().isPresent()
        ? Optional.of(leaseClock.get())
        : Optional.empty();
  }

  private void insert(FollowingTask follower) {
    Task task = follower.task();
    int account = accounts.idOf(task.settings());
    int labelCount = task.settings().labels().size();
    int upstreamCount = task.place().dependsOn().size();
    mappers.tasks().insert(new NewTaskRow(new StoredTask(task, account, false, labelCount, upstreamCount)));
    sendIfMany();
    accounts.count(account, task.status(), 1);
  }

  /** After all tasks, and one kind after the other: a batch keeps its order, and begins anew with every other statement. */
  private void insertSides(List<FollowingTask> followers) {
    followers.forEach(follower -> follower.edges().forEach(this::insertEdge));
    for (FollowingTask follower : followers) {
      texts.of(follower.id().value(), follower.submitted().spec().input()).forEach(mappers.sides()::insertText);
    }
    followers.forEach(this::insertLabels);
  }

  private void insertLabels(FollowingTask follower) {
    follower.submitted()
        .spec()
        .settings()
        .labels()
        .forEach((name, value) -> mappers.sides().insertLabel(new LabelRow(follower.id().value(), name, value)));
  }

  /** Parameters that wait to be sent fill the memory: those of ten thousand tasks at once cost more than they save. */
  private void sendIfMany() {
    if (++collected == MOST_COLLECTED) {
      flush.run();
      collected = 0;
    }
  }

  private void writeSides() {
    SideMapper sides = mappers.sides();
    textDeletions.forEach(deletion -> sides.deleteText(deletion.task(), deletion.kind()));
    textRows.forEach(sides::insertText);
    labels.forEach(sides::insertLabel);
    removedEdges.forEach(this::deleteEdge);
    edges.forEach(this::insertEdge);
    insertSides(following);
    keys.forEach(mappers.keys()::insert);
    if (loadedAhead) {
      mappers.loading().end();
    }
  }

  private void deleteEdge(EdgeEnds edge) {
    mappers.graphs().deleteEdge(edge.upstream().value(), edge.downstream().value());
    if (edge.isBackward()) {
      mappers.graphs().deleteBackward(edge.upstream().value(), edge.downstream().value());
    }
  }

  private void insertEdge(EdgeRow edge) {
    mappers.sides().insertEdge(edge);
    EdgeEnds ends = new EdgeEnds(new TaskId(edge.upstream()), new TaskId(edge.downstream()));
    if (ends.isBackward()) {
      mappers.graphs().insertBackward(ends);
    }
    sendIfMany();
  }

  private static Stream<StoredTask> deleted(List<Entry> changed) {
    return changed.stream().filter(entry -> entry.after().isEmpty()).flatMap(entry -> entry.before().stream());
  }

  private void delete(StoredTask row) {
    long id = row.task().id().value();
    mappers.sides().deleteTexts(id);
    mappers.sides().deleteLabels(id);
    mappers.sides().deleteUpstreamEdges(id);
    mappers.sides().deleteDownstreamEdges(id);
    mappers.sides().deleteProgress(id);
    mappers.attempts().delete(id);
    mappers.tasks().delete(new TaskDeletion(id, version(row)));
  }

  private static long version(StoredTask row) {
    return row.task().version();
  }

  private void count(Entry entry) {
    entry.before().ifPresent(row -> accounts.count(row.accountId(), status(row), -1));
    entry.after().ifPresent(row -> accounts.count(row.accountId(), status(row), 1));
  }

  private static TaskStatus status(StoredTask row) {
    return row.task().status();
  }
}
