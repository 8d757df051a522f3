package dev.claudeworker.http;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.stream.StreamSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a request. */
public sealed interface Response {

  /** Media type of a problem document. */
  String PROBLEM = "application/problem+json";

  /** The HTTP status. */
  int status();

  /** The headers beside those that the server sets itself. */
  Map<String, String> headers();

  /**
   * A JSON document.
   *
   * @param status the HTTP status
   * @param contentType its media type
   * @param headers more headers
   * @param body the document
   */
  record Document(int status, String contentType, Map<String, String> headers, JsonValue body) implements Response {

    /** Copies the headers. */
    public Document {
      headers = Map.copyOf(headers);
    }

    /** The same with one more header. */
    public Document withHeader(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Document(status, contentType, more, body);
    }
  }

  /**
   * Bytes as they are.
   *
   * @param contentType their media type
   * @param body the bytes
   */
  record Bytes(String contentType, byte[] body) implements Response {

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /**
   * Nothing.
   *
   * @param status the HTTP status
   * @param headers more headers
   */
  record Empty(int status, Map<String, String> headers) implements Response {

    /** Copies the headers. */
    public Empty {
      headers = Map.copyOf(headers);
    }

    /** Without more headers. */
    public Empty(int status) {
      this(status, Map.of());
    }
  }

  /**
   * A live stream: server-sent events, or messages of a WebSocket if the client asked to change to one.
   *
   * @param source writes them; runs on the request's thread until the stream ends
   */
  record Live(StreamSource source) implements Response {

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /** A document with status 200. */
  static Document ok(JsonValue body) {
    return json(200, body);
  }

  /** A document. */
  static Document json(int status, JsonValue body) {
    return new Document(status, "application/json", Map.of(), body);
  }

  /** A problem document. */
  static Document problem(Problem problem) {
    return new Document(problem.status(), PROBLEM, Map.of(), problem.toJson());
  }
}
