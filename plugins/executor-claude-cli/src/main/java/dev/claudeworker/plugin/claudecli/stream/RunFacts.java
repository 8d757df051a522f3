package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Init;
import java.util.List;
import java.util.Optional;

/**
 * All that the output of a run says about how it went.
 *
 * @param init how it began; empty = it never came so far
 * @param result the last result; later ones replace earlier ones
 * @param failure the last request that failed for good after the last answer
 * @param rateLimit the last word about usage windows
 * @param deniedTools the tools of refused calls, one entry per call
 * @param turns answers of the model, without those of subagents
 * @param spent tokens and cost of this run alone
 * @param aborted whether an answer was cut off by an interrupt
 * @param output what was odd about the lines themselves
 */
public record RunFacts(
    Optional<Init> init,
    Optional<RunResult> result,
    Optional<ApiFailure> failure,
    Optional<RateLimit> rateLimit,
    List<String> deniedTools,
    int turns,
    Spent spent,
    boolean aborted,
    OutputFacts output) {

  /**
   * What was odd about the lines.
   *
   * @param lines how many lines there were
   * @param notJson how many were not JSON
   * @param firstNotJson how the first of those begins
   * @param malformed what was missing in lines of known types, the first few
   */
  public record OutputFacts(long lines, long notJson, String firstNotJson, List<String> malformed) {}
}
