package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Lists and counts that are not what was asked for. */
final class BrokenLists {

  private BrokenLists() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("lists the oldest first", BrokenLists::oldestFirst, "theNewestComesFirst"),
        broken("says that there is more after a full page", BrokenLists::alwaysMore, "aFullLastPageHasNoMore"),
        broken("repeats the task of the cursor", BrokenLists::includesCursor, "pagesCoverEveryTaskOnce"),
        broken("matches any label", BrokenLists::anyLabel, "allGivenLabelsMustMatch"),
        broken("lists other projects", BrokenLists::oneProject, "projectsAreApart"),
        broken("lists tasks of any parent", BrokenLists::anyParent, "theChildrenOfATaskAreItsOwnAlone"),
        broken("lists as of an older event", BrokenLists::olderAsOf, "aPageNamesTheEventItIsTrueAsOf"),
        broken("leaves out states that nobody is in", BrokenLists::omitsZeros, "countsNameEveryState"),
        broken("counts once", CountsOnce::new, "countsFollowEveryChange"),
        broken("finds tasks due a moment late", BrokenLists::dueLate, "aTaskIsDueAtItsVeryMicrosecond"),
        broken("finds due tasks by id", BrokenLists::dueById, "dueTasksComeEarliestFirstAndTiesById"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Lists", test);
  }

  private static Storage oldestFirst(Storage storage) {
    return pages(storage, page -> {
      List<Task> reversed = new ArrayList<>(page.tasks());
      Collections.reverse(reversed);
      return new TaskPage(reversed, page.more(), page.asOf());
    });
  }

  private static Storage olderAsOf(Storage storage) {
    return pages(storage, page -> new TaskPage(page.tasks(), page.more(), page.asOf() - 1));
  }

  private static Storage pages(Storage storage, UnaryOperator<TaskPage> change) {
    return new ForwardingStorage(storage) {
      @Override
      public TaskPage list(TaskFilter filter) {
        return change.apply(super.list(filter));
      }
    };
  }

  private static Storage alwaysMore(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public TaskPage list(TaskFilter filter) {
        TaskPage page = super.list(filter);
        return new TaskPage(page.tasks(), page.tasks().size() == filter.limit(), page.asOf());
      }
    };
  }

  private static Storage includesCursor(Storage storage) {
    return filters(storage, filter -> new TaskFilter(
        filter.project(),
        filter.statuses(),
        filter.labels(),
        filter.orchestration(),
        filter.parent(),
        filter.before().map(id -> new TaskId(id.value() + 1)),
        filter.limit()));
  }

  private static Storage anyLabel(Storage storage) {
    return filters(storage, filter -> new TaskFilter(
        filter.project(),
        filter.statuses(),
        filter.labels().containsKey("stage") ? Map.of("team", "red") : filter.labels(),
        filter.orchestration(),
        filter.parent(),
        filter.before(),
        filter.limit()));
  }

  private static Storage oneProject(Storage storage) {
    return filters(storage, filter -> new TaskFilter(
        "default", filter.statuses(), filter.labels(), filter.orchestration(), filter.parent(), filter.before(),
        filter.limit()));
  }

  private static Storage anyParent(Storage storage) {
    return filters(storage, filter -> new TaskFilter(
        filter.project(), filter.statuses(), filter.labels(), filter.orchestration(), filter.before(), filter.limit()));
  }

  private static Storage filters(Storage storage, UnaryOperator<TaskFilter> change) {
    return new ForwardingStorage(storage) {
      @Override
      public TaskPage list(TaskFilter filter) {
        return super.list(change.apply(filter));
      }
    };
  }

  private static Storage omitsZeros(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public Map<TaskStatus, Long> counts() {
        Map<TaskStatus, Long> counts = new EnumMap<>(super.counts());
        counts.values().removeAll(Set.of(0L));
        return counts;
      }
    };
  }

  private static Storage dueLate(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public List<Task> due(Instant now, int limit) {
        return super.due(now.minus(Duration.ofNanos(1_000)), limit);
      }
    };
  }

  private static Storage dueById(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public List<Task> due(Instant now, int limit) {
        return super.due(now, limit).stream().sorted(Comparator.comparing(Task::id)).toList();
      }
    };
  }

  private static final class CountsOnce extends ForwardingStorage {

    private Optional<Map<TaskStatus, Long>> counted = Optional.empty();

    CountsOnce(Storage storage) {
      super(storage);
    }

    @Override
    public Map<TaskStatus, Long> counts() {
      counted = counted.or(() -> Optional.of(super.counts()));
      return counted.get();
    }
  }
}
