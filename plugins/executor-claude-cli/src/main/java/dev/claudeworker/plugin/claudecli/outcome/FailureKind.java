package dev.claudeworker.plugin.claudecli.outcome;

import static dev.claudeworker.plugin.claudecli.outcome.SdkError.CLAUDE_SDK;
import static dev.claudeworker.plugin.claudecli.outcome.SdkError.CLI_CONNECTION;
import static dev.claudeworker.plugin.claudecli.outcome.SdkError.CLI_JSON_DECODE;
import static dev.claudeworker.plugin.claudecli.outcome.SdkError.MESSAGE_PARSE;
import static dev.claudeworker.plugin.claudecli.outcome.SdkError.PROCESS;
import static dev.claudeworker.spi.ErrorCategory.CONFIGURATION;
import static dev.claudeworker.spi.ErrorCategory.EXTERNAL;
import static dev.claudeworker.spi.ErrorCategory.INTERNAL;
import static dev.claudeworker.spi.ErrorCategory.RESOURCES;
import static dev.claudeworker.spi.ErrorCategory.USER;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;

/** Every way in which a run can fail, with what a person can do about it. */
public enum FailureKind {
  /** The program is not there. */
  CLI_NOT_FOUND("cli_not_found", CONFIGURATION, false, SdkError.CLI_NOT_FOUND,
      "Claude Code was not found",
      "Install it (npm install -g @anthropic-ai/claude-code) or set plugins.executor-claude-cli.command to its path,"
          + " then retry the task."),
  /** The program may not be executed. */
  CLI_NOT_EXECUTABLE("cli_not_executable", CONFIGURATION, false, SdkError.CLI_NOT_FOUND,
      "Claude Code cannot be executed",
      "Make the file executable (chmod +x) or set plugins.executor-claude-cli.command to the right file, then retry the"
          + " task."),
  /** The working directory cannot be used. */
  BAD_DIRECTORY("bad_directory", USER, false, CLI_CONNECTION,
      "The working directory cannot be used",
      "Create the directory or submit the task with another one (--dir)."),
  /** It could not be started for another reason. */
  START_FAILED("start_failed", RESOURCES, true, CLI_CONNECTION,
      "Claude Code could not be started",
      "It is tried again. Run 'claude-worker doctor' if it stays so."),
  /** The attempt's files could not be written. */
  FILES_FAILED("attempt_files_failed", RESOURCES, true, CLAUDE_SDK,
      "The files of the attempt could not be written or read",
      "Check free space and permissions of the claude-worker home directory."),
  /** The program refused its arguments or settings. */
  CLI_REFUSED("cli_refused", CONFIGURATION, false, PROCESS,
      "Claude Code refused to start",
      "Read its words above. Check options of the task, plugins.executor-claude-cli.* and the settings files of Claude"
          + " Code; 'claude --version' should be 2.1 or newer."),
  /** Bypassing permissions is refused for root. */
  BYPASS_AS_ROOT("bypass_as_root", CONFIGURATION, false, PROCESS,
      "Claude Code does not bypass permissions when it runs as root",
      "Run the server as an ordinary user or choose another permission_mode with allowed_tools."),
  /** The session's id is taken. */
  SESSION_IN_USE("session_in_use", EXTERNAL, true, PROCESS,
      "The session of this task already exists",
      "It is tried again and then resumed. If it stays so, check that config_dir of the executor is the directory that"
          + " Claude Code really uses."),
  /** The session to resume is gone. */
  SESSION_NOT_FOUND("session_not_found", CONFIGURATION, false, PROCESS,
      "The session of this task no longer exists",
      "Submit the task again: its earlier conversation was removed from the Claude Code configuration directory."),
  /** Not logged in, or the login was refused. */
  AUTHENTICATION("authentication_failed", CONFIGURATION, false, PROCESS,
      "Claude Code is not logged in or its login was refused",
      "Run 'claude' once and log in with /login as the user of the server, or set ANTHROPIC_API_KEY for the server; then"
          + " retry the task."),
  /** The account cannot pay. */
  BILLING("billing_error", CONFIGURATION, false, PROCESS,
      "The account cannot be charged",
      "Add credit or raise the spend limit of the account, then retry the task."),
  /** The model does not exist for this account. */
  MODEL_NOT_FOUND("model_not_found", USER, false, PROCESS,
      "The model does not exist or this account may not use it",
      "Choose another model (--model sonnet, opus, haiku or a full id)."),
  /** The conversation is too long. */
  PROMPT_TOO_LONG("prompt_too_long", USER, false, PROCESS,
      "The conversation is too long for the model",
      "Shorten the prompt, split the task, or choose a model with a larger context."),
  /** The request is too large. */
  REQUEST_TOO_LARGE("request_too_large", USER, false, PROCESS,
      "The request is too large",
      "Use fewer or smaller images and files in the task."),
  /** The API does not take the request. */
  INVALID_REQUEST("invalid_request", USER, false, PROCESS,
      "The API did not accept the request",
      "Read its words above; change the prompt, model or options and submit the task again."),
  /** The service is over capacity. */
  OVERLOADED("overloaded", EXTERNAL, true, PROCESS,
      "The API is overloaded",
      "It is tried again later in the same session. A fallback_model helps against long overloads."),
  /** The service failed. */
  SERVER_ERROR("server_error", EXTERNAL, true, PROCESS,
      "The API failed",
      "It is tried again later in the same session. See status.anthropic.com if it stays so."),
  /** The service cannot be reached. */
  CONNECTION("connection_failed", EXTERNAL, true, PROCESS,
      "The API could not be reached",
      "It is tried again later in the same session. Check network, proxy (HTTPS_PROXY) and ANTHROPIC_BASE_URL."),
  /** The service does not answer in time. */
  API_TIMEOUT("api_timeout", EXTERNAL, true, PROCESS,
      "The API did not answer in time",
      "It is tried again later in the same session. plugins.executor-claude-cli.api_timeout is the time per request."),
  /** The stream went silent. */
  STREAM_IDLE("stream_idle_timeout", EXTERNAL, true, PROCESS,
      "The API stopped in the middle of an answer",
      "It is tried again later in the same session."),
  /** A failure the program does not name. */
  API_ERROR("api_error", EXTERNAL, true, PROCESS,
      "A request to the API failed",
      "It is tried again later in the same session. Read its words above."),
  /** The limit of turns. */
  MAX_TURNS("max_turns_reached", USER, false, PROCESS,
      "The task used all its turns (max_turns)",
      "Go on with 'claude-worker resume ID', or submit it with a larger --max-turns."),
  /** The limit of cost. */
  MAX_COST("max_cost_reached", USER, false, PROCESS,
      "The task used all its money (max_cost)",
      "Raise --max-cost and go on with 'claude-worker resume ID'. The limit is checked after each answer, so the last one"
          + " may exceed it."),
  /** The answer does not fit. */
  OUTPUT_TOKENS("max_output_tokens", USER, false, PROCESS,
      "The answer is longer than the model may write",
      "Ask for a shorter answer or for files instead of text."),
  /** No answer in the form of the schema. */
  STRUCTURED_OUTPUT("structured_output_failed", USER, true, PROCESS,
      "The model gave no answer in the demanded form",
      "Simplify the schema or say in the prompt what the answer must contain."),
  /** Refused tool calls, where the task says they are a failure. */
  PERMISSION_DENIED("permission_denied", USER, false, PROCESS,
      "Tool calls were denied",
      "Allow them with --allow or another --permission-mode and run it again, or accept denials with --on-denied warn."),
  /** A required MCP server is not there. */
  MCP_UNAVAILABLE("mcp_server_unavailable", CONFIGURATION, true, PROCESS,
      "A required MCP server is not connected",
      "Check its command or URL in mcp_servers; name it in optional_mcp_servers if the task can do without it."),
  /** Interrupted from outside. */
  INTERRUPTED("interrupted", EXTERNAL, true, PROCESS,
      "Claude Code was interrupted from outside",
      "It is tried again in the same session."),
  /** Killed from outside. */
  KILLED("killed", RESOURCES, true, PROCESS,
      "Claude Code was killed from outside",
      "It is tried again in the same session. If nobody killed it, the machine was short of memory: lower max_workers."),
  /** Crashed. */
  CRASHED("crashed", EXTERNAL, true, PROCESS,
      "Claude Code crashed",
      "It is tried again in the same session. Update Claude Code if it happens again."),
  /** Failed without a result. */
  PROCESS_FAILED("process_failed", EXTERNAL, true, PROCESS,
      "Claude Code ended abnormally",
      "It is tried again in the same session. The end of its error output is in the details."),
  /** Output that is no JSON. */
  NOT_JSON("output_not_json", CONFIGURATION, false, CLI_JSON_DECODE,
      "The program printed no stream of JSON",
      "Check that plugins.executor-claude-cli.command is the real Claude Code, version 2.1 or newer, and no wrapper that"
          + " prints something of its own."),
  /** JSON without what it must have. */
  NOT_UNDERSTOOD("output_not_understood", INTERNAL, false, MESSAGE_PARSE,
      "The output of Claude Code was not understood",
      "Its version may be too new or too old for this plugin: try the version that the README names."),
  /** Silent for too long. */
  SILENT("silent", EXTERNAL, true, PROCESS,
      "Claude Code printed nothing for too long and was ended",
      "It is tried again in the same session. plugins.executor-claude-cli.silence_timeout is the time it may be silent."),
  /** The task's timeout. */
  TIMEOUT("timeout", RESOURCES, true, PROCESS,
      "The attempt took longer than the timeout of the task",
      "Raise --timeout (0 = none) or split the task; 'claude-worker resume ID' goes on where it stopped."),
  /** Too much output. */
  OUTPUT_LIMIT("output_limit", RESOURCES, false, PROCESS,
      "Claude Code printed more than attempt.max_output and was ended",
      "Let the task write long results to files, or raise attempt.max_output."),
  /** Any other. */
  OTHER("claude_error", INTERNAL, false, CLAUDE_SDK,
      "Claude Code failed",
      "Read its words above and the details of the attempt.");

  private final ErrorCode errorCode;
  private final SdkError sdkError;
  private final String headline;
  private final String suggestion;

  FailureKind(
      String code, ErrorCategory category, boolean retryHelps, SdkError sdkError, String headline, String suggestion) {
    this.errorCode = new ErrorCode(code, category, retryHelps);
    this.sdkError = sdkError;
    this.headline = headline;
    this.suggestion = suggestion;
  }

  /** The stable code. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** The class of the public SDK it belongs to. */
  public SdkError sdkError() {
    return sdkError;
  }

  /** What happened, in a few words without a full stop. */
  public String headline() {
    return headline;
  }

  /** What to do next. */
  public String suggestion() {
    return suggestion;
  }
}
