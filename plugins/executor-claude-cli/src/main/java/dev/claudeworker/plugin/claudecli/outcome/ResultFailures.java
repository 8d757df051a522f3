package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.ApiFailure;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import java.util.Locale;
import java.util.Optional;

/** Which failure a final result with an error is, usage and rate limits apart. */
final class ResultFailures {

  private ResultFailures() {}

  static FailureKind kindOf(RunFacts facts, RunResult result) {
    return byEnd(result)
        .or(() -> byApiKind(result))
        .or(() -> facts.failure().flatMap(failure -> byApiError(failure.error())))
        .or(() -> byStatus(result))
        .orElseGet(() -> byWords(facts, result));
  }

  private static Optional<FailureKind> byEnd(RunResult result) {
    FailureKind kind = switch (result.subtype()) {
      case "error_max_turns" -> FailureKind.MAX_TURNS;
      case "error_max_budget_usd" -> FailureKind.MAX_COST;
      case "error_max_structured_output_retries" -> FailureKind.STRUCTURED_OUTPUT;
      default -> switch (result.terminalReason()) {
        case "prompt_too_long" -> FailureKind.PROMPT_TOO_LONG;
        case "image_error" -> FailureKind.REQUEST_TOO_LARGE;
        case "max_turns" -> FailureKind.MAX_TURNS;
        case "budget_exhausted" -> FailureKind.MAX_COST;
        case "aborted_streaming", "aborted_tools" -> FailureKind.INTERRUPTED;
        default -> FailureKind.OTHER;
      };
    };
    return kind == FailureKind.OTHER ? Optional.empty() : Optional.of(kind);
  }

  private static Optional<FailureKind> byApiKind(RunResult result) {
    return switch (result.apiKind()) {
      case "stream_idle_timeout" -> Optional.of(FailureKind.STREAM_IDLE);
      case "connection_failed", "tls_untrusted_ca", "network_edge_blocked" -> Optional.of(FailureKind.CONNECTION);
      case "no_response" -> Optional.of(FailureKind.API_TIMEOUT);
      case "message_over_context_limit" -> Optional.of(FailureKind.PROMPT_TOO_LONG);
      case "model_requires_usage_credits", "long_context_credits_required" -> Optional.of(FailureKind.BILLING);
      case "api_key_auth_disabled", "org_disabled_credential", "provider_credentials", "stored_login_refused" ->
          Optional
              .of(FailureKind.AUTHENTICATION);
      default -> Optional.empty();
    };
  }

  /** By the program's own classes; {@code server_error} and {@code unknown} are too wide and left to the status. */
  private static Optional<FailureKind> byApiError(String error) {
    return switch (error) {
      case "authentication_failed", "oauth_org_not_allowed", "account_on_hold", "verification_required",
          "cloud_credential_error" -> Optional
              .of(FailureKind.AUTHENTICATION);
      case "billing_error" -> Optional.of(FailureKind.BILLING);
      case "model_not_found" -> Optional.of(FailureKind.MODEL_NOT_FOUND);
      case "overloaded" -> Optional.of(FailureKind.OVERLOADED);
      case "invalid_request" -> Optional.of(FailureKind.INVALID_REQUEST);
      case "max_output_tokens" -> Optional.of(FailureKind.OUTPUT_TOKENS);
      default -> Optional.empty();
    };
  }

  private static Optional<FailureKind> byStatus(RunResult result) {
    if (result.apiStatus().isEmpty()) {
      return Optional.empty();
    }
    int status = result.apiStatus().getAsInt();
    return Optional.of(switch (status) {
      case 400, 422 -> FailureKind.INVALID_REQUEST;
      case 401, 403 -> FailureKind.AUTHENTICATION;
      case 402 -> FailureKind.BILLING;
      case 404 -> FailureKind.MODEL_NOT_FOUND;
      case 413 -> FailureKind.REQUEST_TOO_LARGE;
      case 529 -> FailureKind.OVERLOADED;
      default -> status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.API_ERROR;
    });
  }

  /** Without a status nothing but the words tells a refused connection from a slow answer. */
  private static FailureKind byWords(RunFacts facts, RunResult result) {
    String words = result.words().toLowerCase(Locale.ROOT);
    if (words.contains("no conversation found")) {
      return FailureKind.SESSION_NOT_FOUND;
    }
    if (words.contains("timed out")) {
      return FailureKind.API_TIMEOUT;
    }
    return facts.failure().map(ApiFailure::error).map(error -> switch (error) {
      case "server_error" -> FailureKind.CONNECTION;
      default -> FailureKind.API_ERROR;
    }).orElse(FailureKind.OTHER);
  }
}
