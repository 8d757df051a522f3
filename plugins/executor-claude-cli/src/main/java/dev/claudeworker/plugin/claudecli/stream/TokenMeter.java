package dev.claudeworker.plugin.claudecli.stream;

/**
 * Counts answers and their tokens while a run goes on. An answer is reported several times (its beginning, each part, its
 * end), each time with the count so far. Parts come in order, so only the answer being written is kept.
 */
final class TokenMeter {

  private String current = "";
  private String lastAnswer = "";
  private TokenCount ofCurrent = TokenCount.NONE;
  private TokenCount ofEarlier = TokenCount.NONE;
  private int answers;

  /** Tokens of the stream; an empty id means the answer that began last. */
  void streamed(String messageId, TokenCount tokens) {
    report(messageId, tokens);
  }

  /** A part of an answer. */
  void answered(String messageId, boolean nested, TokenCount tokens) {
    report(messageId, tokens);
    if (!nested && !messageId.equals(lastAnswer)) {
      lastAnswer = messageId;
      answers++;
    }
  }

  TokenCount unsettled() {
    return ofEarlier.plus(ofCurrent);
  }

  int answers() {
    return answers;
  }

  /** Forgets the tokens: they have been settled by the program's own count. */
  void settle() {
    ofEarlier = TokenCount.NONE;
    ofCurrent = TokenCount.NONE;
    current = "";
  }

  private void report(String messageId, TokenCount tokens) {
    if (!messageId.isEmpty() && !messageId.equals(current)) {
      ofEarlier = unsettled();
      ofCurrent = TokenCount.NONE;
      current = messageId;
    }
    ofCurrent = ofCurrent.atLeast(tokens);
  }
}
