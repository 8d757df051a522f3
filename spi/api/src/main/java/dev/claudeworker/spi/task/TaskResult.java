package dev.claudeworker.spi.task;

import dev.claudeworker.spi.JsonValue.JsonObject;

/**
 * What a completed attempt produced.
 *
 * @param text the answer for people; may be empty
 * @param deniedToolCalls how many tool calls were refused on the way
 * @param details what else the executor wants to keep, small (at most {@code result.max_details})
 */
public record TaskResult(String text, int deniedToolCalls, JsonObject details) {

  /**
   * The part for lists.
   *
   * @return the summary
   */
  public ResultSummary summary() {
    int end = Math.min(text.length(), ResultSummary.PREVIEW_LENGTH);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return new ResultSummary(text.substring(0, end), text.length(), deniedToolCalls);
  }
}
