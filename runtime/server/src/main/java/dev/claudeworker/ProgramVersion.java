package dev.claudeworker;

import java.util.Optional;

/** The version of this program, as the build wrote it into the jar. */
public final class ProgramVersion {

  private static final String UNBUILT = "development";

  private ProgramVersion() {}

  /**
   * The version.
   *
   * @return as in {@code claude-worker version}
   */
  public static String current() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion()).orElse(UNBUILT);
  }
}
