package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that are handed on to the server. */
final class ServerFlags {

  @Option(names = "--host", paramLabel = "HOST",
      description = "Address to listen on (default 127.0.0.1). Beyond loopback everyone needs the token.")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default 8000); 0 = any.")
  private @Nullable Integer port;

  @Option(names = "--workers", paramLabel = "N", description = "How many tasks run at once (default 4).")
  private @Nullable String workers;

  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (host != null) {
      arguments.addAll(List.of("--host", host));
    }
    if (port != null) {
      arguments.addAll(List.of("--port", port.toString()));
    }
    if (workers != null) {
      arguments.addAll(List.of("--workers", workers));
    }
    return arguments;
  }
}
