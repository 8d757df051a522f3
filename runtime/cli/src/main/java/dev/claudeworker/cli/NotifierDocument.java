package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;

/**
 * A notifier as the server describes it.
 *
 * @param json the server's words
 */
record NotifierDocument(JsonObject json) {

  /** Width of the longest state. */
  static final int STATE_WIDTH = 7;

  String name() {
    return Printable.line(Fields.textOrEmpty(json, "name"));
  }

  /** {@code hanging} is what a person must know of an active one first. */
  String state() {
    return Fields.flag(json, "hanging") ? "hanging" : Printable.line(Fields.textOrEmpty(json, "state"));
  }

  boolean isActive() {
    return Fields.textOrEmpty(json, "state").equals("active");
  }

  /** Why it is not used, or how it is doing. */
  String remark() {
    return Printable.line(Fields.text(json, "reason").orElseGet(this::doing));
  }

  private String doing() {
    var text = new StringBuilder(Fields.count(json, "told") + " told");
    append(text, "failed");
    append(text, "dropped");
    append(text, "waiting");
    Fields.text(json, "last_error").ifPresent(error -> text.append(" - ").append(error));
    return text.toString();
  }

  private void append(StringBuilder text, String member) {
    long count = Fields.count(json, member);
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(member);
    }
  }
}
