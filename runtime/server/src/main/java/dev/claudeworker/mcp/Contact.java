package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonCodec;

/**
 * What the client of a call can be told and asked while it runs.
 *
 * @param feedback who is told how it goes
 * @param round asks, and has the answers
 * @param followsWork whether the client takes a handle in place of the result
 */
public record Contact(ToolFeedback feedback, QuestionRound round, boolean followsWork) {

  /** With a client that only waits for the result. */
  public static Contact none(JsonCodec json) {
    return new Contact(ToolFeedback.NONE, QuestionRound.mute(json), false);
  }
}
