package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.plugin.claudecli.stream.RunFacts.OutputFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Assistant;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Ended;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.NotJson;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.PermissionDenied;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.RateLimitChanged;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the {@link RunFacts} event by event. Used by one thread. */
public final class RunObserver {

  private static final int MALFORMED_KEPT = 5;

  private final boolean freshSession;
  private final TokenMeter meter = new TokenMeter();
  private final List<String> deniedCalls = new ArrayList<>();
  private final List<String> deniedInResults = new ArrayList<>();
  private final List<String> malformed = new ArrayList<>();
  private Optional<Init> init = Optional.empty();
  private Optional<RunResult> result = Optional.empty();
  private Optional<ApiFailure> failure = Optional.empty();
  private Optional<RateLimit> rateLimit = Optional.empty();
  private Spent settled = Spent.NOTHING;
  private boolean aborted;
  private long lines;
  private long notJson;
  private String firstNotJson = "";

  /**
   * Creates an observer.
   *
   * @param freshSession whether the session begins with this run, so that its total cost is the cost of this run
   */
  public RunObserver(boolean freshSession) {
    this.freshSession = freshSession;
  }

  /** Takes note of an event. */
  public void observe(StreamEvent event) {
    lines++;
    switch (event) {
      case Init first -> init = Optional.of(first);
      case Assistant assistant -> answer(assistant);
      case Tokens tokens -> meter.streamed(tokens.messageId(), tokens.tokens());
      case PermissionDenied denied -> deniedCalls.add(denied.tool());
      case RateLimitChanged changed -> rateLimit = Optional.of(changed.rateLimit());
      case Ended ended -> ended(ended.result());
      case Malformed line -> malformed(line);
      case NotJson line -> notJson(line);
      default -> {
        // says nothing about how the run goes
      }
    }
  }

  /** What has been used so far, for live progress. */
  public Spent spent() {
    return settled.plus(new Spent(meter.unsettled(), BigDecimal.ZERO));
  }

  /** How many answers there were so far. */
  public int turns() {
    return meter.answers();
  }

  /** The facts so far. */
  public RunFacts facts() {
    return new RunFacts(
        init,
        result,
        failure,
        rateLimit,
        List.copyOf(deniedCalls.size() >= deniedInResults.size() ? deniedCalls : deniedInResults),
        turns(),
        spent(),
        aborted,
        new OutputFacts(lines, notJson, firstNotJson, List.copyOf(malformed)));
  }

  private void answer(Assistant assistant) {
    aborted |= assistant.aborted();
    failure = assistant.failure();
    if (failure.isEmpty()) {
      meter.answered(assistant.messageId(), assistant.nested(), assistant.tokens());
    }
  }

  /** What the program itself counted replaces what was counted along the way. */
  private void ended(RunResult ended) {
    BigDecimal totalCost = freshSession ? ended.totalCostUsd() : BigDecimal.ZERO;
    settled = ended.used()
        .map(settled::plus)
        .orElseGet(() -> new Spent(settled.tokens().plus(meter.unsettled()), totalCost));
    meter.settle();
    deniedInResults.addAll(ended.deniedTools());
    result = Optional.of(ended);
  }

  private void notJson(NotJson line) {
    if (notJson++ == 0) {
      firstNotJson = line.head();
    }
  }

  private void malformed(Malformed line) {
    if (malformed.size() < MALFORMED_KEPT) {
      malformed.add("'" + line.type() + "' without a proper '" + line.missing() + "'");
    }
  }
}
