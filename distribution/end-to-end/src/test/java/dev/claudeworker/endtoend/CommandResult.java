package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** What a command printed and how it ended. */
record CommandResult(List<String> command, int exitCode, String stdout, String stderr) {

  /** The same result, after asserting that the command succeeded. */
  CommandResult succeeded() {
    assertThat(exitCode).as("exit code of %s", this).isZero();
    return this;
  }

  /** The same result, after asserting how it failed. */
  CommandResult failedWith(int code) {
    assertThat(exitCode).as("exit code of %s", this).isEqualTo(code);
    return this;
  }

  Map<String, Object> json() {
    try {
      return JSON.std.mapFrom(stdout);
    } catch (RuntimeException e) {
      throw new AssertionError("not one JSON document: " + this, e);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command) + "\nexit code " + exitCode + "\nstdout:\n" + stdout + "\nstderr:\n" + stderr;
  }
}
