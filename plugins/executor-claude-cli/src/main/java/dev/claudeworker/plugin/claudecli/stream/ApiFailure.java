package dev.claudeworker.plugin.claudecli.stream;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to the API that failed for good, as the program reports it in place of an answer.
 *
 * @param error the program's class, for example {@code rate_limit}, {@code server_error}, {@code unknown}
 * @param status HTTP status; empty when there was no answer
 * @param kind the program's finer class, for example {@code usage_limit_reached}; empty if it gives none
 * @param text the words for people
 * @param rateLimit the usage window that refused, if one did
 */
public record ApiFailure(
    String error, OptionalInt status, String kind, String text, Optional<RateLimit> rateLimit) {}
