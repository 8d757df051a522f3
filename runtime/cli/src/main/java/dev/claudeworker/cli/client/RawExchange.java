package dev.claudeworker.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over a connection of its own, for what HttpURLConnection cannot do: PATCH, ending an answer from another thread,
 * and never sending anything twice. Speaks HTTP/1.0, so that the answer is simply what comes until the end of the connection.
 */
public final class RawExchange implements AutoCloseable {

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MAX_HEAD = 65_536;
  private static final String END_OF_LINE = "\r\n";

  private final Socket socket;
  private final InputStream in;
  private Optional<Head> head = Optional.empty();

  private record Head(int status, Map<String, String> headers) {}

  private RawExchange(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects and sends.
   *
   * @param method the HTTP method
   * @param address where to
   * @param headers the headers beside those of the transport
   * @param body what is sent, if anything
   * @param connectTimeoutMs how long connecting may take
   * @return the exchange; the answer has not been read
   * @throws java.net.ConnectException if no connection came about, so that nothing was sent
   * @throws IOException if it broke
   */
  static RawExchange open(
      String method, URI address, Map<String, String> headers, Optional<String> body, int connectTimeoutMs)
      throws IOException {
    Socket socket = connect(address, connectTimeoutMs);
    try {
      var exchange = new RawExchange(socket);
      exchange.send(method, address, headers, body.map(text -> text.getBytes(StandardCharsets.UTF_8)));
      return exchange;
    } catch (IOException broken) {
      socket.close();
      throw broken;
    }
  }

  private static Socket connect(URI address, int timeoutMs) throws IOException {
    boolean secure = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    String host = address.getHost().replaceAll("[\\[\\]]", "");
    var socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), timeoutMs);
    socket.setTcpNoDelay(true);
    return secure ? encrypted(socket, host, port) : socket;
  }

  /** A socket checks by itself who signed a certificate, but not for which host. */
  static SSLSocket encrypted(Socket socket, String host, int port) throws IOException {
    var encrypted =
        (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
    SSLParameters checked = encrypted.getSSLParameters();
    checked.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(checked);
    return encrypted;
  }

  private void send(String method, URI address, Map<String, String> headers, Optional<byte[]> body)
      throws IOException {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    var text = new StringBuilder(method + " " + address.getRawPath() + query + " HTTP/1.0" + END_OF_LINE
        + "Host: " + address.getRawAuthority() + END_OF_LINE);
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append(END_OF_LINE));
    body.ifPresent(bytes -> text.append("Content-Length: ").append(bytes.length).append(END_OF_LINE));
    var request = new ByteArrayOutputStream();
    request.writeBytes(text.append(END_OF_LINE).toString().getBytes(StandardCharsets.ISO_8859_1));
    body.ifPresent(request::writeBytes);
    try {
      socket.getOutputStream().write(request.toByteArray());
    } catch (IOException broken) {
      // A server may refuse a body before it has read it all; then its answer counts, not the broken pipe.
      head();
    }
  }

  /** How long a single read may wait; 0 = for ever. */
  void readTimeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /**
   * The HTTP status. Waits for it.
   *
   * @return the status
   * @throws IOException if the connection broke, or what came is not HTTP
   */
  public int status() throws IOException {
    return head().status();
  }

  /**
   * A header of the answer.
   *
   * @param name its name
   * @return its value
   * @throws IOException as {@link #status}
   */
  public Optional<String> header(String name) throws IOException {
    return Optional.ofNullable(head().headers().get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The body, which ends where the answer does.
   *
   * @return the bytes
   * @throws IOException as {@link #status}
   */
  public InputStream body() throws IOException {
    head();
    return in;
  }

  private Head head() throws IOException {
    Head known = head.isPresent() ? head.get() : readHead();
    head = Optional.of(known);
    return known;
  }

  private Head readHead() throws IOException {
    String status = line();
    if (!status.matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException(status.isEmpty() ? "the connection ended without an answer" : "the answer is not HTTP");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new Head(Integer.parseInt(status.substring(9, 12)), headers);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() == MAX_HEAD) {
        throw new IOException("the answer is not HTTP");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** Ends it, also while another thread reads. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to be closed.
      return;
    }
  }
}
