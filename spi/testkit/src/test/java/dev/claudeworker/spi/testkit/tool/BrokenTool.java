package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import dev.claudeworker.spi.tool.WorkerApi.Request;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Tools that break one promise each. */
final class BrokenTool {

  private BrokenTool() {}

  static final class SaysNothing extends EchoTool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of(NAME, "Echoes.", SCHEMA, ToolHints.READS);
    }
  }

  static final class TwoLines extends EchoTool {
    @Override
    public ToolDescriptor descriptor() {
      return new ToolDescriptor(NAME, "one\ntwo", DESCRIPTION, SCHEMA, Optional.empty(), ToolHints.READS);
    }
  }

  static final class TakesAList extends EchoTool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of(NAME, DESCRIPTION, JsonObject.EMPTY.with("type", "array"), ToolHints.READS);
    }
  }

  static final class Changes extends EchoTool {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of(NAME, DESCRIPTION + times.incrementAndGet(), SCHEMA, ToolHints.READS);
    }
  }

  static final class AnswersNothing extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) {
      return new ToolResult(List.of(), true, Optional.empty());
    }
  }

  static final class ThrowsAnything extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) {
      throw new IllegalStateException("404");
    }
  }

  static final class FailsWithoutAWord extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) {
      throw new WorkerException(ErrorCode.external("refused"), "", "Look elsewhere.");
    }
  }

  static final class SuggestsNothing extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) {
      throw new WorkerException(ErrorCode.external("refused"), "The server refused.", " ");
    }
  }

  static final class AsksForEver extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
      new CountDownLatch(1).await();
      return super.call(call);
    }
  }

  static final class BelongsToThread extends EchoTool {
    private final ThreadLocal<Boolean> first = ThreadLocal.withInitial(() -> true);
    private boolean used;

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
      if (used && first.get()) {
        throw new IllegalStateException("another thread");
      }
      used = true;
      first.set(false);
      return super.call(call);
    }
  }

  static final class Writes extends EchoTool {
    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
      call.api().send(Request.delete("/api/v1/tasks/7"));
      return super.call(call);
    }
  }

  static final class MakesWorkUp extends EchoTool {
    @Override
    WorkState stateOf(String work) {
      return new WorkState.Working("working", Optional.empty());
    }
  }
}
