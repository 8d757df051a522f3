package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a task, or of an orchestration, as people type it. */
final class TaskNumbers implements ITypeConverter<Long> {

  static final TaskNumbers OF_A_TASK = new TaskNumbers("a task");
  static final TaskNumbers OF_AN_ORCHESTRATION = new TaskNumbers("an orchestration");

  private static final int MAX_DIGITS = 18;

  private final String owner;

  private TaskNumbers(String owner) {
    this.owner = owner;
  }

  @Override
  public Long convert(String text) {
    String digits = text.startsWith("#") ? text.substring(1) : text;
    if (!digits.matches("[1-9][0-9]{0," + (MAX_DIGITS - 1) + "}")) {
      throw new TypeConversionException("'" + text + "' is not the number of " + owner + ", such as 12");
    }
    return Long.valueOf(digits);
  }

  /** The path of a task. */
  static String path(long id) {
    return ServerApi.BASE + "/tasks/" + id;
  }

  /** Carries out an order for each task, says what failed and goes on; the exit code is that of the first failure. */
  static int forEach(Iterable<Long> ids, Output output, TaskOrder order) {
    int exitCode = ExitCodes.OK;
    for (long id : ids) {
      try {
        order.carryOut(id);
      } catch (CommandFailure failure) {
        if (failure.exitCode() == ExitCodes.UNREACHABLE) {
          throw failure;
        }
        output.failure(failure);
        exitCode = exitCode == ExitCodes.OK ? failure.exitCode() : exitCode;
      }
    }
    return exitCode;
  }

  /** What is done with one task. */
  @FunctionalInterface
  interface TaskOrder {

    /** Does it. */
    void carryOut(long id);
  }
}
