package dev.claudeworker.cli;

import java.io.IOException;
import java.util.Locale;

/** Asks the person at the terminal. */
final class Question {

  private final Session session;

  Question(Session session) {
    this.session = session;
  }

  /** Whether the answer is yes; no is the answer of somebody who says nothing. */
  boolean isAgreed(String question) {
    Output output = session.output();
    output.err().print(question + " [y/N] ");
    output.err().flush();
    return readLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private String readLine() {
    try {
      var line = new StringBuilder();
      for (int c = session.input().stream().read(); c >= 0 && c != '\n'; c = session.input().stream().read()) {
        line.append((char) c);
      }
      return line.toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
