package dev.claudeworker.cli.agents;

import java.util.Locale;

/** For whom a server is entered. */
public enum Scope {
  /** For this user, everywhere. */
  USER,
  /** For everybody who works in this directory. */
  PROJECT;

  /** In the words of the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people write it, and as it is completed. */
  @Override
  public String toString() {
    return word();
  }
}
