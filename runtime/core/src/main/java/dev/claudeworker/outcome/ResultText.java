package dev.claudeworker.outcome;

import dev.claudeworker.spi.task.TaskResult;

/** Keeps results within their bound. */
final class ResultText {

  private ResultText() {}

  /** The result, its text cut and saying so if it is too long. */
  static TaskResult bounded(TaskResult result, int maxLength) {
    String text = result.text();
    if (text.length() <= maxLength) {
      return result;
    }
    int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    String note = "\n[cut after " + end + " of " + text.length() + " characters (result.max_text)]";
    return new TaskResult(text.substring(0, end) + note, result.deniedToolCalls(), result.details());
  }
}
