package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.spi.JsonValue.JsonObject;

/** One line of output. */
sealed interface StreamLine {

  /**
   * A JSON object, reduced to what is of interest.
   *
   * @param value its members
   * @param droppedBytes how many bytes of long strings were left out
   */
  record Json(JsonObject value, long droppedBytes) implements StreamLine {}

  /**
   * Anything else.
   *
   * @param head how it begins
   * @param lengthBytes how long it is
   */
  record NotJson(String head, long lengthBytes) implements StreamLine {}
}
