package dev.claudeworker.stub;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The error bodies of the Messages API. */
final class ApiError {

  private static final Map<Integer, String> TYPES = Map.ofEntries(
      Map.entry(400, "invalid_request_error"),
      Map.entry(401, "authentication_error"),
      Map.entry(402, "billing_error"),
      Map.entry(403, "permission_error"),
      Map.entry(404, "not_found_error"),
      Map.entry(413, "request_too_large"),
      Map.entry(429, "rate_limit_error"),
      Map.entry(504, "timeout_error"),
      Map.entry(529, "overloaded_error"));

  private static final Map<Integer, String> MESSAGES = Map.of(
      401, "invalid x-api-key",
      402, "Your credit balance is too low to access the API.",
      404, "model: not found",
      429, "This request would exceed your rate limit.",
      500, "Internal server error",
      529, "Overloaded");

  private ApiError() {}

  static Map<String, Object> body(int status) {
    return body(status, Optional.empty(), Optional.empty());
  }

  static Map<String, Object> body(int status, Optional<String> type, Optional<String> message) {
    return Map.of(
        "type", "error",
        "error", Map.of(
            "type", type.orElse(TYPES.getOrDefault(status, "api_error")),
            "message", message.orElse(MESSAGES.getOrDefault(status, "stub error " + status))),
        "request_id", "req_stub_" + UUID.randomUUID());
  }
}
