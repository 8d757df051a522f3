package dev.claudeworker;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Tools whose work goes on after their call, as the conformance suite prescribes them; the work is passing of time. */
final class WorkingTools {

  private static final String SLOW = """
      {"type": "object", "properties": {"seconds": {"type": "number"}, "label": {"type": "string"}}}""";
  private static final String NAMED = """
      {"type": "object", "properties": {"name": {"type": "string"}, "filename": {"type": "string"}}}""";

  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** A piece of work; an empty result breaks. */
  private record Job(Instant end, Map<String, Question> questions, Map<String, Reply> replies, boolean cancelled,
      Optional<Function<Map<String, Reply>, ToolResult>> result) {}

  List<Tool> tools() {
    return List.of(
        FixtureTool.withInput("greet", NAMED,
            call -> ToolResult.text("Hello, " + call.arguments().text("name").orElse("nobody") + "!")),
        FixtureTool.withInput("slow_compute", SLOW, this::slow).followedBy(followed(false)),
        FixtureTool.of("failing_job", _ -> begin(Duration.ofSeconds(1), Map.of(),
            Optional.of(_ -> ToolResult.error("it failed")))).followedBy(followed(true)),
        FixtureTool.of("protocol_error_job", _ -> begin(Duration.ZERO, Map.of(), Optional.empty()))
            .followedBy(followed(false)),
        FixtureTool.withInput("confirm_delete", NAMED, _ -> begin(Duration.ZERO,
            Map.of("sure", Question.confirm("Delete it?")),
            Optional.of(replies -> ToolResult.text(replies.get("sure").confirmed() ? "deleted" : "kept"))))
            .followedBy(followed(false)),
        FixtureTool.of("multi_input", _ -> begin(Duration.ZERO,
            Map.of("one", Question.text("One?", "name"), "two", Question.text("Two?", "name")),
            Optional.of(replies -> ToolResult.text("both: " + replies.size())))).followedBy(followed(false)),
        FixtureTool.of("test_tool_with_task", this::askFirst).followedBy(followed(true)));
  }

  private ToolResult slow(ToolCall call) {
    long seconds = call.arguments().get("seconds").orElse(JsonNumber.of(0)) instanceof JsonNumber number
        ? number.value().longValue()
        : 0;
    return seconds == 0 || !call.followsWork() ? ToolResult.text("computed")
        : begin(Duration.ofSeconds(seconds), Map.of(), Optional.of(_ -> ToolResult.text("computed")));
  }

  private ToolResult askFirst(ToolCall call) {
    return call.ask("user_name", Question.text("Who are you?", "name"))
        .map(reply -> begin(Duration.ZERO, Map.of(), Optional.of(
            _ -> ToolResult.text("hello " + reply.content().text("name").orElse("nobody")))))
        .orElseGet(ToolResult::unanswered);
  }

  private ToolResult begin(Duration duration, Map<String, Question> questions,
      Optional<Function<Map<String, Reply>, ToolResult>> result) {
    String name = "job-" + count.incrementAndGet();
    jobs.put(name, new Job(Instant.now().plus(duration), questions, Map.of(), false, result));
    return ToolResult.text("began " + name).withWork(name);
  }

  private LongWork followed(boolean required) {
    return new LongWork() {

      @Override
      public boolean required() {
        return required;
      }

      @Override
      public WorkState look(String work, WorkerApi api) {
        return Optional.ofNullable(jobs.get(work)).map(WorkingTools::state).orElseGet(WorkState.Gone::new);
      }

      @Override
      public void cancel(String work, WorkerApi api) {
        jobs.computeIfPresent(work,
            (_, job) -> new Job(job.end(), job.questions(), job.replies(), true, job.result()));
      }

      @Override
      public void answer(String work, Map<String, Reply> replies, WorkerApi api) {
        jobs.computeIfPresent(work, (_, job) -> {
          Map<String, Question> open = new HashMap<>(job.questions());
          open.keySet().removeAll(replies.keySet());
          Map<String, Reply> all = new HashMap<>(job.replies());
          all.putAll(replies);
          return new Job(job.end(), open, all, job.cancelled(), job.result());
        });
      }
    };
  }

  private static WorkState state(Job job) {
    if (job.cancelled()) {
      return new WorkState.Cancelled("on request", Optional.empty());
    }
    if (!job.questions().isEmpty()) {
      return new WorkState.Asking("It asks.", job.questions(), Optional.empty());
    }
    if (Instant.now().isBefore(job.end())) {
      return new WorkState.Working("It computes.", Optional.empty());
    }
    return job.result()
        .<WorkState>map(result -> new WorkState.Ended(result.apply(job.replies()), Optional.of(job.end())))
        .orElseGet(() -> new WorkState.Broken("It broke.", Optional.empty()));
  }
}
