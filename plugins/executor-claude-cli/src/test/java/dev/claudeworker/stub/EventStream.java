package dev.claudeworker.stub;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes server-sent events in the form of the Messages API. */
final class EventStream {

  /** Where the text goes; each call reaches the client at once. */
  @FunctionalInterface
  interface Sink {
    void send(String text) throws IOException;
  }

  private final Sink sink;

  EventStream(Sink sink) {
    this.sink = sink;
  }

  /** Sends one event; its data carries the event's name as {@code type}. */
  void send(String event, Map<String, ?> data) throws IOException {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("type", event);
    typed.putAll(data);
    sink.send("event: " + event + "\ndata: " + JsonWriter.write(typed) + "\n\n");
  }

  void sendGarbage() throws IOException {
    sink.send("event: message_start\ndata: {not json\n\n");
  }
}
