package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.util.Optional;

/** A good tool that asks the server one thing. Broken ones override a part of it. */
class EchoTool implements Tool {

  static final String NAME = "echo";
  static final String DESCRIPTION = "Says what the server says of task 7.";
  static final JsonObject SCHEMA = JsonObject.EMPTY.with("type", "object");

  @Override
  public ToolDescriptor descriptor() {
    return ToolDescriptor.of(NAME, DESCRIPTION, SCHEMA, ToolHints.READS);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    WorkerApi.Answer answer = call.api().send(Request.get("/api/v1/tasks/7"));
    return answer.succeeded() ? ToolResult.text("There it is.")
        : ToolResult.error("There is no task 7. Look elsewhere.");
  }

  @Override
  public Optional<LongWork> longWork() {
    return Optional.of(new LongWork() {
      @Override
      public WorkState look(String work, WorkerApi api) {
        return stateOf(work);
      }

      @Override
      public void cancel(String work, WorkerApi api) {}
    });
  }

  WorkState stateOf(String work) {
    return new WorkState.Gone();
  }
}
