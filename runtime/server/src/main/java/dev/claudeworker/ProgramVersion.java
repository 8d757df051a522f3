package dev.claudeworker;

import java.util.Optional;

/** The version of this program, as the build wrote it into the jar. */
final class ProgramVersion {

  private static final String UNBUILT = "development";

  private ProgramVersion() {}

  static String current() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion()).orElse(UNBUILT);
  }
}
