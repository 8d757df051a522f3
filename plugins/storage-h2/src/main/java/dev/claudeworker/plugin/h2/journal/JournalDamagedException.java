package dev.claudeworker.plugin.h2.journal;

import java.sql.SQLException;

/** Something that was acknowledged is missing; the message says why. */
public final class JournalDamagedException extends SQLException {

  private final String why;

  JournalDamagedException(String why) {
    super(why);
    this.why = why;
  }

  JournalDamagedException(String why, Exception cause) {
    super(why, cause);
    this.why = why;
  }

  /**
   * What is wrong with the database.
   *
   * @return as a clause for people
   */
  public String why() {
    return why;
  }
}
