package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs calls of tools within their bounds. Whatever goes wrong with a call is a result that the model can read; only an
 * interruption, which means that nobody waits any more, passes through.
 */
public final class ToolRunner {

  /** Who called what with which outcome, never with which content. */
  private static final Logger audit = LoggerFactory.getLogger(ToolRunner.class);

  private final ToolSettings settings;
  private final JsonCodec json;
  private final InstantSource clock;
  private final CallRate rate;

  /** A runner within these bounds. */
  public ToolRunner(ToolSettings settings, JsonCodec json, InstantSource clock) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
    this.rate = new CallRate(settings.callsPerMinute(), clock);
  }

  /**
   * Runs a call and waits for its end.
   *
   * @param tool the tool
   * @param arguments what it is given
   * @param client who calls
   * @param contact what the client can be told and asked; has the questions that are open afterwards
   * @return the result; without meaning if a question is open
   * @throws InterruptedException if nobody waits any more; the call was interrupted
   */
  public ToolResult run(OfferedTool tool, JsonObject arguments, ToolClient client, Contact contact)
      throws InterruptedException {
    String name = tool.descriptor().name();
    long before = clock.millis();
    String outcome = "cancelled";
    try {
      ToolResult result = checked(tool, arguments, client, contact);
      outcome = outcome(result, contact);
      return result;
    } finally {
      audit.info("tool {} of {} called by {}: {} after {} ms", name, tool.plugin(), client.caller(), outcome,
          clock.millis() - before);
    }
  }

  /** Lets a result through unless it is too long. */
  JsonObject bounded(JsonObject result) {
    long bytes = bytes(result);
    if (bytes > settings.maxResultBytes()) {
      throw RpcException.invalidParams(tooLong(bytes));
    }
    return result;
  }

  private long bytes(JsonObject result) {
    return json.print(result).getBytes(StandardCharsets.UTF_8).length;
  }

  private String tooLong(long bytes) {
    return "The result has " + bytes + " bytes, more than " + settings.maxResultBytes()
        + " (tools.max_result). Ask for less, for example with a limit.";
  }

  /** Notes what somebody did with the work of a tool. */
  void audit(String tool, ToolClient client, String what) {
    audit.info("tool {} called by {} before: {}", tool, client.caller(), what);
  }

  private static String outcome(ToolResult result, Contact contact) {
    if (!contact.round().open().isEmpty()) {
      return "asks";
    }
    return result.isError() ? "error" : "ok";
  }

  private ToolResult checked(OfferedTool tool, JsonObject arguments, ToolClient client, Contact contact)
      throws InterruptedException {
    Optional<String> tooMany = tooMany(client);
    if (tooMany.isPresent()) {
      return ToolResult.error(tooMany.get());
    }
    if (!client.sees(tool)) {
      return ToolResult.error("The tool " + tool.descriptor().name() + " is not for tasks (tools.expose). Use one that "
          + "tools/list shows.");
    }
    Optional<String> wrong = tool.check().ofArguments(arguments);
    if (wrong.isPresent()) {
      return ToolResult.error("The arguments do not fit the input schema of " + tool.descriptor().name() + ": "
          + wrong.get() + ". Correct them and call again.");
    }
    ToolResult result = bounded(tool, new Call(arguments, client, contact));
    boolean goesOn = contact.followsWork() && result.work().isPresent();
    return result.isError() || goesOn || !contact.round().open().isEmpty() ? result : fitting(tool, result);
  }

  /** Counts something a client asks for; what to tell it if that is too much. */
  Optional<String> tooMany(ToolClient client) {
    return rate.admits(client.caller()) ? Optional.empty()
        : Optional.of("More than " + settings.callsPerMinute() + " calls in this minute (tools.calls_per_minute)."
            + " Wait a minute, and wait for tasks with wait_for_task instead of asking again and again.");
  }

  /** On a thread of its own, so that a call which does not react to interruption cannot hold its client. */
  private ToolResult bounded(OfferedTool tool, ToolCall call) throws InterruptedException {
    var running = new FutureTask<>(() -> tool.tool().call(call));
    Thread.ofVirtual().name("tool-" + tool.descriptor().name()).start(running);
    Duration most = settings.callTimeout();
    try {
      return running.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      running.cancel(true);
      return ToolResult.error("The call took longer than " + most.toSeconds() + " s (tools.call_timeout) and was "
          + "interrupted. What it began may go on; look before you call again.");
    } catch (InterruptedException cancelled) {
      running.cancel(true);
      throw cancelled;
    } catch (ExecutionException failed) {
      return failure(tool, Optional.ofNullable(failed.getCause()).orElse(failed));
    }
  }

  private static ToolResult failure(OfferedTool tool, Throwable cause) {
    if (cause instanceof WorkerException failure) {
      return ToolResult.error(failure.getMessage() + " " + failure.suggestion());
    }
    audit.error("the tool {} of {} failed", tool.descriptor().name(), tool.plugin(), cause);
    return ToolResult.error("The tool " + tool.descriptor().name() + " failed; the server's log says why.");
  }

  /** A result, or what is to be told instead because it is too long or not what its schema promises. */
  ToolResult fitting(OfferedTool tool, ToolResult result) {
    long bytes = bytes(McpDocuments.result(result));
    if (bytes > settings.maxResultBytes()) {
      return ToolResult.error(tooLong(bytes));
    }
    return tool.check()
        .ofResult(result.structured())
        .map(wrong -> ToolResult.error("The result of " + tool.descriptor().name()
            + " does not fit its own output schema: " + wrong + ". Report it to the author of the plugin "
            + tool.plugin() + "."))
        .orElse(result);
  }

  private record Call(JsonObject arguments, ToolClient client, Contact contact) implements ToolCall {

    @Override
    public String caller() {
      return client.caller();
    }

    @Override
    public String correlationId() {
      return client.correlationId();
    }

    @Override
    public Optional<String> callId() {
      return client.callId();
    }

    @Override
    public Optional<Path> workingDirectory() {
      return client.workingDirectory();
    }

    @Override
    public void progress(double done, OptionalDouble total, String message) {
      contact.feedback().progress(done, total, message);
    }

    @Override
    public void log(String level, String text) {
      contact.feedback().log(level, text);
    }

    @Override
    public boolean followsWork() {
      return contact.followsWork();
    }

    @Override
    public boolean canAsk(Question question) {
      return contact.round().canAsk(question);
    }

    @Override
    public Optional<Reply> ask(String key, Question question) {
      return contact.round().ask(key, question);
    }

    @Override
    public WorkerApi api() {
      return client.api();
    }
  }
}
