package dev.claudeworker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.queue.TaskView;
import dev.claudeworker.queue.TaskViewPage;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.notify.Notifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskSearchTest {

  private static final long TASKS = 12_000;
  private static final long NAMED = 500;

  private final List<TaskFilter> asked = new ArrayList<>();

  @Test
  void oneRequestLooksAtABoundedNumberOfTasksAndItsCursorLooksOn() {
    TaskSearch.Found first = find("name=rare", Optional.empty());
    TaskSearch.Found second = find("name=rare", first.next());
    TaskSearch.Found third = find("name=rare", second.next());

    assertThat(first.tasks()).isEmpty();
    assertThat(first.next()).contains(new TaskId(TASKS - TaskSearch.MOST_EXAMINED + 1));
    assertThat(asked).hasSize(5 + 5 + 2);
    assertThat(third.tasks()).singleElement().extracting(view -> view.task().id()).isEqualTo(new TaskId(NAMED));
    assertThat(third.next()).isEmpty();
    assertThat(first.asOf()).isEqualTo(1);
  }

  @Test
  void aFullPageEndsTheSearch() {
    TaskSearch.Found found = find("executor=shell&limit=3", Optional.empty());

    assertThat(found.tasks()).hasSize(3);
    assertThat(found.next()).contains(new TaskId(TASKS - 2));
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatTheIndexesAnswerIsOneLookUp() {
    assertThat(find("limit=7", Optional.empty()).tasks()).hasSize(7);
    assertThat(asked).singleElement().extracting(TaskFilter::limit).isEqualTo(7);
  }

  private TaskSearch.Found find(String query, Optional<TaskId> cursor) {
    Map<String, List<String>> parameters = new java.util.HashMap<>();
    for (String parameter : query.split("&")) {
      parameters.put(parameter.split("=")[0], List.of(parameter.split("=")[1]));
    }
    cursor.ifPresent(last -> parameters.put("cursor", List.of(TaskListQuery.cursor(last))));
    return TaskSearch.find(TaskListQuery.read(parameters), this::page);
  }

  /** Tasks 1 to 12,000, one of which has the name. */
  private TaskViewPage page(TaskFilter filter) {
    asked.add(filter);
    long newest = filter.before().map(TaskId::value).orElse(TASKS + 1) - 1;
    long oldest = Math.max(1, newest - filter.limit() + 1);
    List<TaskView> views = LongStream.rangeClosed(oldest, newest)
        .map(id -> newest + oldest - id)
        .mapToObj(id -> new TaskView(task(id), Optional.empty()))
        .toList();
    return new TaskViewPage(views, oldest > 1, asked.size());
  }

  private static Task task(long id) {
    NewTasks submitted = NewTasks.aTask().executor("shell").name(id == NAMED ? "a Rare one" : "ordinary");
    Task made = Notifications.of(EventTypes.TASK_COMPLETED, submitted).task().orElseThrow();
    return new Task(new TaskId(id), made.uuid(), made.version(), made.promptPreview(), made.settings(), made.state(),
        made.place(), made.times());
  }
}
