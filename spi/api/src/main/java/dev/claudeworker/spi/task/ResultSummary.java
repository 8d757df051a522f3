package dev.claudeworker.spi.task;

/**
 * The part of a result that is shown in lists.
 *
 * @param preview the first characters of the text, at most 500
 * @param textLength length of the whole text, in characters
 * @param deniedToolCalls how many tool calls the executor refused; such a run may be called a success by the program
 *     itself, so this number is shown wherever the result is shown
 */
public record ResultSummary(String preview, long textLength, int deniedToolCalls) {

  /** Longest {@link #preview}, in characters. */
  public static final int PREVIEW_LENGTH = 500;
}
