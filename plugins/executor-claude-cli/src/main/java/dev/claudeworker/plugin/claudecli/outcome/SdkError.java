package dev.claudeworker.plugin.claudecli.outcome;

/** The error classes of the public agent SDK, so that people find the same names here. */
public enum SdkError {
  /** Anything without a finer class. */
  CLAUDE_SDK("ClaudeSDKError"),
  /** The program could not be started. */
  CLI_CONNECTION("CLIConnectionError"),
  /** The program is not there. */
  CLI_NOT_FOUND("CLINotFoundError"),
  /** The program failed without a result. */
  PROCESS("ProcessError"),
  /** It printed something that is not JSON. */
  CLI_JSON_DECODE("CLIJSONDecodeError"),
  /** It printed JSON that lacks what it must have. */
  MESSAGE_PARSE("MessageParseError");

  private final String className;

  SdkError(String className) {
    this.className = className;
  }

  /** The name of the class in the SDK. */
  public String className() {
    return className;
  }
}
