package dev.claudeworker.bench;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One raw keep-alive connection, so that no client's own cost is measured. */
final class HttpConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 30_000;
  private static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private final Socket socket;
  private final InputStream in;
  private final String head;

  HttpConnection(int port, String token) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    in = new BufferedInputStream(socket.getInputStream());
    head = " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + token + "\r\n";
  }

  /** An answer. */
  record Answer(int status, String body) {

    JsonObject json() {
      return (JsonObject) JSON.parse(body);
    }

    long number(String member) {
      return ((JsonNumber) json().get(member).orElseThrow()).value().longValueExact();
    }
  }

  Answer get(String path) throws IOException {
    return exchange(getRequest(path));
  }

  /** The bytes of a request, made before the time is taken. */
  String getRequest(String path) {
    return "GET " + path + head + "\r\n";
  }

  /** Opens a stream and returns when its head has come. */
  void openStream(String path) throws IOException {
    sendAndOpen(getRequest(path));
  }

  /** The same with the bytes of a request. */
  void sendAndOpen(String request) throws IOException {
    send(request);
    String status = line();
    if (!status.contains(" 200 ")) {
      throw new IOException("no stream: " + status);
    }
    awaitLine("");
  }

  /** Does not wait for anything. */
  void send(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads on until a line begins like this. */
  void awaitLine(String begin) throws IOException {
    String line = line();
    while (begin.isEmpty() ? !line.isEmpty() : !line.startsWith(begin)) {
      line = line();
    }
  }

  Answer post(String path, JsonObject body) throws IOException {
    return exchange(post(path, JSON.print(body)));
  }

  /** The bytes of a request, made before the time is taken. */
  String post(String path, String body) {
    return post(path, body, "");
  }

  /** The same with more headers, each with its end of line. */
  String post(String path, String body, String headers) {
    return "POST " + path + head + headers + "Content-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
  }

  Answer exchange(String request) throws IOException {
    send(request);
    return answer();
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
