package dev.claudeworker.config;

import java.util.Set;

/** Variables of our prefix that are no keys of the configuration. */
final class OtherVariables {

  /** What people set for the launcher, the command line, the sounds and the container. */
  static final Set<String> OF_PEOPLE = Set.of(
      "CLAUDE_WORKER_HOME",
      "CLAUDE_WORKER_JAVA",
      "CLAUDE_WORKER_AOT_CACHE",
      "CLAUDE_WORKER_SERVER_JAVA_OPTS",
      "CLAUDE_WORKER_SERVER_URL",
      "CLAUDE_WORKER_ENABLE_SOUNDS",
      "CLAUDE_WORKER_START_SOUND",
      "CLAUDE_WORKER_SUCCESS_SOUND",
      "CLAUDE_WORKER_FAILURE_SOUND",
      "CLAUDE_WORKER_DATA",
      "CLAUDE_WORKER_INSTALLATION",
      "CLAUDE_WORKER_PROJECTS");

  /** What the program sets for its own parts and for the programs it starts. */
  static final Set<String> OF_PROGRAM = Set.of(
      "CLAUDE_WORKER_COMMAND",
      "CLAUDE_WORKER_INSTALL_DIR",
      "CLAUDE_WORKER_LAUNCHER",
      "CLAUDE_WORKER_ATTEMPT",
      "CLAUDE_WORKER_CORRELATION_ID",
      "CLAUDE_WORKER_SOUND_FILE",
      "CLAUDE_WORKER_TITLE",
      "CLAUDE_WORKER_TEXT");

  private OtherVariables() {}
}
