package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** Jobs with what is kept, and what they moved, in words. */
final class MovedRecords {

  private static final int MEGABYTE = 1_000_000;

  private MovedRecords() {}

  /** Does a job that may take a while; how far it is goes to standard error. */
  static JsonObject run(Session session, String... words) {
    return ServerTools.runTelling(session.output().err(), "store", words);
  }

  /** {@code 12 tasks, 2 orchestrations and 80 events}. */
  static String text(JsonObject answer) {
    JsonObject records =
        answer.get("records").orElse(JsonObject.EMPTY) instanceof JsonObject counts ? counts : JsonObject.EMPTY;
    return count(records, "task") + " tasks, " + count(records, "orchestration") + " orchestrations and "
        + count(records, "event") + " events";
  }

  static long count(JsonObject owner, String name) {
    return owner.get(name).orElse(null) instanceof JsonNumber(var number) ? number.longValue() : 0;
  }

  static String megabytes(JsonObject answer) {
    long tenths = Math.ceilDiv(count(answer, "bytes") * 10, MEGABYTE);
    return tenths / 10 + "." + tenths % 10 + " MB";
  }

  /** What an interrupted try had written before. */
  static void sayResumed(Session session, JsonObject answer) {
    long before = count(answer, "resumed_after");
    if (before > 0) {
      session.output().note("An earlier try had written " + before + " records; it went on behind them.");
    }
  }

  static String place(JsonObject answer, String name) {
    return Printable.line(Fields.textOrEmpty(answer, name));
  }
}
