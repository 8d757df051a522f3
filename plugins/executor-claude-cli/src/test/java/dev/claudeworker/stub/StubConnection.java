package dev.claudeworker.stub;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One connection of a client: reads requests, writes answers, and can misbehave (RST, silence,
 * half an answer). Owned by one thread; only {@link #close} may be called from another.
 */
final class StubConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private boolean open = true;

  StubConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
    socket.setTcpNoDelay(true);
  }

  /** The next request, or empty when the conversation is over. */
  Optional<StubRequest> next() throws IOException {
    return open ? StubRequest.read(in) : Optional.empty();
  }

  void sendJson(int status, Object value, Map<String, String> headers) throws IOException {
    sendJson(status, value, headers, true);
  }

  /** The answer to HEAD: headers alone. */
  void sendHead(int status) throws IOException {
    sendJson(status, Map.of(), Map.of(), false);
  }

  private void sendJson(int status, Object value, Map<String, String> headers, boolean withBody)
      throws IOException {
    byte[] body = JsonWriter.write(value).getBytes(StandardCharsets.UTF_8);
    StringBuilder head = head(status, "application/json");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, text) -> head.append(name).append(": ").append(text).append("\r\n"));
    write(head.append("\r\n").toString());
    if (withBody) {
      out.write(body);
    }
    out.flush();
  }

  /** Begins a stream of events; the connection ends with it. */
  EventStream startEvents() throws IOException {
    open = false;
    write(head(200, "text/event-stream; charset=utf-8")
        .append("Cache-Control: no-cache\r\nConnection: close\r\n\r\n")
        .toString());
    out.flush();
    return new EventStream(this::sendNow);
  }

  /** Begins a JSON answer that never becomes whole. */
  void sendCutJson() throws IOException {
    open = false;
    write(head(200, "application/json").append("Content-Length: 4096\r\n\r\n")
        .append("{\"id\": \"msg_cut\", \"type\": \"mess")
        .toString());
    out.flush();
  }

  /** Closes with RST instead of FIN. */
  void reset() throws IOException {
    open = false;
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Stays silent until the client goes away or someone closes this connection. */
  void hang() throws IOException {
    open = false;
    while (in.read() >= 0) {
      // whatever the client still sends is of no interest
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void sendNow(String text) throws IOException {
    write(text);
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static StringBuilder head(int status, String contentType) {
    return new StringBuilder("HTTP/1.1 ").append(status)
        .append(" stub\r\n")
        .append("Content-Type: ")
        .append(contentType)
        .append("\r\n")
        .append("request-id: req_stub_")
        .append(UUID.randomUUID())
        .append("\r\n");
  }
}
