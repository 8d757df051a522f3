package dev.claudeworker.cli;

import java.io.InputStream;

/**
 * Standard input.
 *
 * @param stream what can be read
 * @param isTerminal whether a person would have to type it
 */
record StandardInput(InputStream stream, boolean isTerminal) {

  static StandardInput ofProcess() {
    return new StandardInput(System.in, Terminal.isTerminal(0));
  }
}
