package dev.claudeworker.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * A PATCH request, which HttpURLConnection refuses to send. Speaks HTTP/1.0, so that the answer is simply what comes until the
 * end of the connection.
 */
final class PatchExchange {

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private PatchExchange() {}

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body its text
   */
  record Answer(int status, String body) {}

  static Answer send(URI address, String json, Optional<String> token, int timeoutMs) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head = "PATCH " + address.getRawPath() + " HTTP/1.0\r\n"
        + "Host: " + address.getRawAuthority() + "\r\n"
        + "Accept: application/json\r\n"
        + "Content-Type: application/json\r\n"
        + "Content-Length: " + body.length + "\r\n"
        + token.map(secret -> "Authorization: Bearer " + secret + "\r\n").orElse("")
        + "\r\n";
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    try (Socket socket = connect(address, timeoutMs)) {
      socket.setSoTimeout(timeoutMs);
      socket.getOutputStream().write(request.toByteArray());
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Socket connect(URI address, int timeoutMs) throws IOException {
    boolean secure = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    String host = address.getHost().replaceAll("[\\[\\]]", "");
    var socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), timeoutMs);
    return secure
        ? ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true)
        : socket;
  }

  private static Answer parse(String answer) throws IOException {
    int endOfHead = answer.indexOf("\r\n\r\n");
    if (endOfHead < 0 || !answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("the answer is not HTTP");
    }
    return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(endOfHead + 4));
  }
}
