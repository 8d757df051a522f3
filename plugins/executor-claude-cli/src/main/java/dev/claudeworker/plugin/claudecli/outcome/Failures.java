package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.OneLine;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.task.Failure;

/** Puts failures into words: what happened, why, what next, and the facts for the curious. */
public final class Failures {

  private static final int MAX_WORDS = 1000;

  private Failures() {}

  /**
   * A failure without a run.
   *
   * @param kind what happened
   * @param why the reason in words; may be empty
   * @return the failure
   */
  public static Failure of(FailureKind kind, String why) {
    return of(kind, why, JsonObject.EMPTY.with("sdk_error", kind.sdkError().className()));
  }

  static Failure of(FailureKind kind, String why, RunEnd end) {
    return of(kind, why, details(end).with("sdk_error", kind.sdkError().className()));
  }

  /** Facts of a run, for failures and results alike. */
  static JsonObject details(RunEnd end) {
    JsonObject details = exit(JsonObject.EMPTY, end.exit());
    RunFacts facts = end.facts();
    if (facts.init().isPresent()) {
      details = details
          .with("session_id", facts.init().get().sessionId())
          .with("model", facts.init().get().model())
          .with("claude_code_version", facts.init().get().version());
    }
    if (facts.result().isPresent()) {
      details = result(details, facts.result().get());
    }
    if (facts.failure().isPresent()) {
      details = details.with("api_error_class", facts.failure().get().error());
    }
    if (!facts.deniedTools().isEmpty()) {
      details = details.with("denied_tools", JsonArray.ofTexts(facts.deniedTools().stream().distinct().toList()));
    }
    return end.stderr().isBlank() ? details : details.with("stderr", end.stderr());
  }

  private static Failure of(FailureKind kind, String why, JsonObject details) {
    String words = OneLine.of(why, MAX_WORDS);
    String message = words.isEmpty() ? kind.headline() + "." : kind.headline() + ": " + words;
    return new Failure(kind.errorCode(), message, kind.suggestion(), details);
  }

  private static JsonObject exit(JsonObject details, ChildExit exit) {
    JsonObject more = details;
    if (exit.code().isPresent()) {
      int code = exit.code().getAsInt();
      more = more.with("exit_code", code).with("exit_meaning", ExitMeaning.of(code));
    }
    return exit.stragglers() == 0 ? more : more.with("stragglers_ended", exit.stragglers());
  }

  private static JsonObject result(JsonObject details, RunResult result) {
    JsonObject more = details.with("subtype", result.subtype()).with("terminal_reason", result.terminalReason());
    if (result.apiStatus().isPresent()) {
      more = more.with("api_error_status", result.apiStatus().getAsInt());
    }
    if (!result.apiKind().isEmpty()) {
      more = more.with("api_error", result.apiKind());
    }
    return result.shortened() ? more.with("text_shortened", new JsonBoolean(true)) : more;
  }
}
