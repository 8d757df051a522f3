package dev.claudeworker.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes words into the path of a request. */
final class PathPart {

  private PathPart() {}

  static String of(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
