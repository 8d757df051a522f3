package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.ApiFailure;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which failure a final result with an error is, usage and rate limits apart. */
final class ResultFailures {

  private static final Map<String, FailureKind> BY_SUBTYPE = Map.of(
      "error_max_turns", FailureKind.MAX_TURNS,
      "error_max_budget_usd", FailureKind.MAX_COST,
      "error_max_structured_output_retries", FailureKind.STRUCTURED_OUTPUT);

  private static final Map<String, FailureKind> BY_TERMINAL_REASON = Map.of(
      "prompt_too_long", FailureKind.PROMPT_TOO_LONG,
      "image_error", FailureKind.REQUEST_TOO_LARGE,
      "max_turns", FailureKind.MAX_TURNS,
      "budget_exhausted", FailureKind.MAX_COST,
      "aborted_streaming", FailureKind.INTERRUPTED,
      "aborted_tools", FailureKind.INTERRUPTED);

  private static final Map<String, FailureKind> BY_API_KIND = Map.ofEntries(
      Map.entry("stream_idle_timeout", FailureKind.STREAM_IDLE),
      Map.entry("connection_failed", FailureKind.CONNECTION),
      Map.entry("tls_untrusted_ca", FailureKind.CONNECTION),
      Map.entry("network_edge_blocked", FailureKind.CONNECTION),
      Map.entry("no_response", FailureKind.API_TIMEOUT),
      Map.entry("message_over_context_limit", FailureKind.PROMPT_TOO_LONG),
      Map.entry("model_requires_usage_credits", FailureKind.BILLING),
      Map.entry("long_context_credits_required", FailureKind.BILLING),
      Map.entry("api_key_auth_disabled", FailureKind.AUTHENTICATION),
      Map.entry("org_disabled_credential", FailureKind.AUTHENTICATION),
      Map.entry("provider_credentials", FailureKind.AUTHENTICATION),
      Map.entry("stored_login_refused", FailureKind.AUTHENTICATION));

  /** The program's own classes; {@code server_error} and {@code unknown} are too wide and left to the status. */
  private static final Map<String, FailureKind> BY_API_ERROR = Map.of(
      "authentication_failed", FailureKind.AUTHENTICATION,
      "oauth_org_not_allowed", FailureKind.AUTHENTICATION,
      "account_on_hold", FailureKind.AUTHENTICATION,
      "verification_required", FailureKind.AUTHENTICATION,
      "cloud_credential_error", FailureKind.AUTHENTICATION,
      "billing_error", FailureKind.BILLING,
      "model_not_found", FailureKind.MODEL_NOT_FOUND,
      "overloaded", FailureKind.OVERLOADED,
      "invalid_request", FailureKind.INVALID_REQUEST,
      "max_output_tokens", FailureKind.OUTPUT_TOKENS);

  private static final Map<Integer, FailureKind> BY_STATUS = Map.of(
      400, FailureKind.INVALID_REQUEST,
      401, FailureKind.AUTHENTICATION,
      402, FailureKind.BILLING,
      403, FailureKind.AUTHENTICATION,
      404, FailureKind.MODEL_NOT_FOUND,
      413, FailureKind.REQUEST_TOO_LARGE,
      422, FailureKind.INVALID_REQUEST,
      529, FailureKind.OVERLOADED);

  private ResultFailures() {}

  /** The finest class that the program gives; what comes first in this chain is finer than what follows. */
  static FailureKind kindOf(RunFacts facts, RunResult result) {
    return find(BY_SUBTYPE, result.subtype())
        .or(() -> find(BY_TERMINAL_REASON, result.terminalReason()))
        .or(() -> find(BY_API_KIND, result.apiKind()))
        .or(() -> facts.failure().flatMap(failure -> find(BY_API_ERROR, failure.error())))
        .or(() -> byStatus(result.apiStatus()))
        .orElseGet(() -> byWords(facts, result));
  }

  private static <K> Optional<FailureKind> find(Map<K, FailureKind> kinds, K key) {
    return Optional.ofNullable(kinds.get(key));
  }

  private static Optional<FailureKind> byStatus(OptionalInt status) {
    if (status.isEmpty()) {
      return Optional.empty();
    }
    int code = status.getAsInt();
    return find(BY_STATUS, code)
        .or(() -> Optional.of(code >= 500 ? FailureKind.SERVER_ERROR : FailureKind.API_ERROR));
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
    return facts.failure()
        .map(ApiFailure::error)
        .map(error -> error.equals("server_error") ? FailureKind.CONNECTION : FailureKind.API_ERROR)
        .orElse(FailureKind.OTHER);
  }
}
