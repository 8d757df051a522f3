package dev.claudeworker.stub;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP request as it came over the connection; header names in lower case. */
record StubRequest(String method, String path, Map<String, String> headers, byte[] body) {

  /** Larger than any conversation a test makes (a 20 MB answer is sent back in full). */
  private static final int MAX_BODY_BYTES = 128 << 20;

  private static final int MAX_LINE_BYTES = 64 << 10;

  /** Reads the next request; empty when the client has closed the connection. */
  static Optional<StubRequest> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] words = start.split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return Optional.of(new StubRequest(words[0], words[1], headers, body(in, headers)));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The path without its query. */
  String route() {
    return path.split("\\?", 2)[0];
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      byte[] chunk = exactly(in, Integer.parseInt(line(in).split(";", 2)[0].strip(), 16));
      line(in);
      if (chunk.length == 0) {
        return all.toByteArray();
      }
      all.writeBytes(chunk);
      checkSize(all.size());
    }
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    checkSize(size);
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the client closed the connection inside a request body");
    }
    return bytes;
  }

  private static void checkSize(int size) throws IOException {
    if (size > MAX_BODY_BYTES) {
      throw new IOException("request body over " + MAX_BODY_BYTES + " bytes");
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
      if (line.length() > MAX_LINE_BYTES) {
        throw new IOException("header line over " + MAX_LINE_BYTES + " bytes");
      }
    }
    return line.toString();
  }
}
