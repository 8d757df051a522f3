package dev.claudeworker.http;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The id that ties request, log lines and events together: the client's own where it is harmless, else a new one. */
final class CorrelationId {

  static final String HEADER = "X-Correlation-Id";

  private CorrelationId() {}

  static String of(Optional<String> header, Supplier<UUID> ids) {
    return header.filter(text -> text.matches("[A-Za-z0-9._:-]{1,128}")).orElseGet(() -> ids.get().toString());
  }
}
