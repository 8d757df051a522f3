package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.stream.ContentBlock;
import dev.claudeworker.plugin.claudecli.stream.LastAction;
import dev.claudeworker.plugin.claudecli.stream.OneLine;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Assistant;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Ended;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ModelFallback;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.NotJson;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Notice;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.RateLimitChanged;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Retry;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResult;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.ToolResults;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.executor.AttemptLog;

/** Writes what the program does into the attempt's log. The lines follow from its output alone. */
final class RunLog {

  private static final int MAX_SUMMARY = 200;

  private final AttemptLog log;
  private final SecretMask mask;
  private final JsonCodec json;
  private final int maxDetail;

  RunLog(AttemptLog log, SecretMask mask, JsonCodec json, int maxDetail) {
    this.log = log;
    this.mask = mask;
    this.json = json;
    this.maxDetail = maxDetail;
  }

  void write(StreamEvent event) {
    switch (event) {
      case Init init -> summary("session " + init.sessionId() + ", model " + init.model() + ", Claude Code "
          + init.version() + ", permissions " + init.permissionMode());
      case Assistant assistant -> assistant.blocks().forEach(this::block);
      case ToolResults results -> results.results().forEach(this::toolResult);
      case Retry retry -> summary(LastAction.retry(retry));
      case ModelFallback fallback -> summary("[model] " + fallback.from() + " is overloaded, " + fallback.to()
          + " goes on");
      case PermissionDenied denied -> summary("[denied] " + denied.tool() + ": " + denied.reason());
      case RateLimitChanged changed -> detail("usage window " + changed.rateLimit());
      case Notice notice -> detail(notice.text());
      case NotJson line -> detail("not JSON: " + line.head());
      case Malformed line -> detail("not understood: '" + line.type() + "' without '" + line.missing() + "'");
      case Ended ended -> ended(ended.result());
      default -> {
        // too fine for a log
      }
    }
  }

  private void block(ContentBlock block) {
    switch (block) {
      case ContentBlock.Text text -> {
        summary("[text] " + text.text());
        detail(text.text());
      }
      case ContentBlock.Thinking thinking -> detail("[thinking] " + thinking.text());
      case ContentBlock.ToolUse tool -> {
        summary(LastAction.block(tool));
        detail(tool.name() + " " + json.print(tool.input()));
      }
    }
  }

  private void toolResult(ToolResult result) {
    detail((result.error() ? "[tool:result:error] " : "[tool:result:success] ") + result.text());
  }

  private void ended(RunResult result) {
    summary(
        "result: " + (result.error() ? "error, " : "") + result.turns() + (result.turns() == 1 ? " turn, " : " turns, ")
            + result.used().map(RunResult.Spent::costUsd).orElse(result.totalCostUsd()).toPlainString() + " USD");
    if (result.error()) {
      detail(result.words());
    }
  }

  private void summary(String line) {
    log.summary(OneLine.of(mask.hide(line), MAX_SUMMARY));
  }

  /** Cut before it is masked would leave the beginning of a secret, so it is masked first. */
  private void detail(String text) {
    String shown = mask.hide(text);
    log.detail(shown.length() <= maxDetail ? shown : shown.substring(0, maxDetail) + "…");
  }
}
