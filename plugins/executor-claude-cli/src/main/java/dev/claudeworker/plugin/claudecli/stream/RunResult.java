package dev.claudeworker.plugin.claudecli.stream;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code result} line.
 *
 * @param subtype {@code success} even for API failures, so never the measure of success
 * @param error whether the batch of turns failed
 * @param text the final answer, or the words of the failure
 * @param shortened whether the text (or another string of the line) was longer than is kept
 * @param errors more words of some failures
 * @param apiStatus HTTP status of a failed request
 * @param apiKind the program's finer class of a failed request; empty if it gives none
 * @param terminalReason why the turns ended, for example {@code completed}, {@code api_error}, {@code max_turns}
 * @param turns turns of this batch
 * @param used tokens and cost since the previous result, of this run alone; empty in old versions of the program
 * @param totalCostUsd cost of the whole session with all earlier runs
 * @param deniedTools the tools of refused calls, one entry per call
 */
public record RunResult(
    String subtype,
    boolean error,
    String text,
    boolean shortened,
    List<String> errors,
    OptionalInt apiStatus,
    String apiKind,
    String terminalReason,
    int turns,
    Optional<Spent> used,
    BigDecimal totalCostUsd,
    List<String> deniedTools) {

  /**
   * What something cost.
   *
   * @param tokens tokens of all models
   * @param costUsd their price
   */
  public record Spent(TokenCount tokens, BigDecimal costUsd) {

    /** Nothing. */
    public static final Spent NOTHING = new Spent(TokenCount.NONE, BigDecimal.ZERO);

    Spent plus(Spent other) {
      return new Spent(tokens.plus(other.tokens), costUsd.add(other.costUsd));
    }
  }

  /** The words for people: the answer, or what went wrong. */
  public String words() {
    return text.isEmpty() ? String.join("; ", errors) : text;
  }
}
