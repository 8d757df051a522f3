package dev.claudeworker.plugin.shell;

import static dev.claudeworker.spi.ErrorCategory.CONFIGURATION;
import static dev.claudeworker.spi.ErrorCategory.EXTERNAL;
import static dev.claudeworker.spi.ErrorCategory.RESOURCES;
import static dev.claudeworker.spi.ErrorCategory.USER;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;

/** Every way in which a command can fail, with what a person can do about it. */
enum FailureKind {
  PROGRAM_NOT_FOUND("program_not_found", CONFIGURATION, false, "The program of the command was not found",
      "Install it, or give its full path; it is looked up on the PATH of the shell that submitted the task."),
  PROGRAM_NOT_EXECUTABLE("program_not_executable", CONFIGURATION, false,
      "The program of the command cannot be executed",
      "Make the file executable (chmod +x), or name the interpreter first, as in [\"python3\", \"job.py\"]."),
  BAD_DIRECTORY("bad_directory", USER, false, "The working directory cannot be used",
      "Create the directory or submit the task with another one (--dir)."),
  START_FAILED("start_failed", RESOURCES, false, "The command could not be started",
      "Read the reason above; pass large data by the prompt or by files instead of arguments."),
  FILES_FAILED("attempt_files_failed", RESOURCES, true, "The files of the attempt could not be written or read",
      "Check free space and permissions of the claude-worker home directory."),
  COMMAND_FAILED("command_failed", USER, true, "The command failed",
      "See what it printed with 'claude-worker logs ID'; submit it with -O retry_failures=false if trying again cannot"
          + " help."),
  COMMAND_NOT_FOUND("command_not_found", CONFIGURATION, false, "The command ended with 'not found'",
      "A command of the script is not installed or not on the PATH of the shell that submitted the task."),
  COMMAND_NOT_EXECUTABLE("command_not_executable", CONFIGURATION, false, "The command ended with 'not executable'",
      "Make the file that it calls executable (chmod +x) or call its interpreter."),
  COMMAND_KILLED("command_killed", RESOURCES, true, "The command was killed",
      "If nobody did it by hand, memory ran out: see the kernel log, and run less at the same time (max_workers)."),
  COMMAND_INTERRUPTED("command_interrupted", EXTERNAL, true, "The command was interrupted by somebody else",
      "It is tried again. Nothing of claude-worker asked for it."),
  COMMAND_CRASHED("command_crashed", EXTERNAL, true, "The command crashed",
      "See what it printed with 'claude-worker logs ID'; the fault is in the program that it runs."),
  NO_RESULT("no_result", EXTERNAL, true,
      "The command ended well, but its output has no result where the configuration looks",
      "See what it printed with 'claude-worker logs ID --raw', and correct 'result' in plugins.executor-shell.commands."),
  SILENT("silent", EXTERNAL, true, "The command printed nothing for too long and was ended",
      "plugins.executor-shell.silence_timeout is the time it may be silent."),
  TIMEOUT("timeout", RESOURCES, true, "The attempt took longer than the timeout of the task",
      "Raise --timeout (0 = none) or split the task."),
  OUTPUT_LIMIT("output_limit", RESOURCES, false, "The command printed more than attempt.max_output and was ended",
      "Let it write to a file, or raise attempt.max_output.");

  private final ErrorCode errorCode;
  private final String headline;
  private final String suggestion;

  FailureKind(String code, ErrorCategory category, boolean retryHelps, String headline, String suggestion) {
    this.errorCode = new ErrorCode(code, category, retryHelps);
    this.headline = headline;
    this.suggestion = suggestion;
  }

  ErrorCode errorCode() {
    return errorCode;
  }

  String headline() {
    return headline;
  }

  String suggestion() {
    return suggestion;
  }
}
