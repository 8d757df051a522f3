package dev.claudeworker.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A value that nobody else is to see: typed without echo, or piped in. */
final class HiddenValue {

  private static final int MAX_BYTES = 64 * 1024;

  private final Session session;

  HiddenValue(Session session) {
    this.session = session;
  }

  /**
   * Reads it.
   *
   * @param what what is asked for
   */
  String read(String what) {
    String value = session.input().isTerminal() ? typed(what) : piped();
    Usage.require(!value.isEmpty(), "there is no value for " + what, "Type it, or pipe it in.");
    return value;
  }

  private static String typed(String what) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", what);
    return typed == null ? "" : new String(typed).strip();
  }

  private String piped() {
    try {
      byte[] bytes = session.input().stream().readNBytes(MAX_BYTES + 1);
      Usage.require(bytes.length <= MAX_BYTES, "the piped value is longer than " + MAX_BYTES + " bytes");
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw Usage.wrong("standard input cannot be read: " + broken);
    }
  }
}
