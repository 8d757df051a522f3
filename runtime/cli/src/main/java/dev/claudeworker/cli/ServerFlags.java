package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The flags that are handed on to the server. */
final class ServerFlags {

  private static final int MAX_PORT = 65_535;

  private final Supplier<Optional<String>> host;
  private final Supplier<Optional<Integer>> port;
  private final BooleanSupplier autoPort;
  private final Supplier<Optional<String>> workers;
  private final BooleanSupplier verbose;
  private final BooleanSupplier debug;
  private final BooleanSupplier reload;

  ServerFlags(CliCommand command) {
    host = command.text(
        "HOST", "Address to listen on (default 127.0.0.1). Beyond loopback everyone needs the token.", "--host");
    port = command.option(
        Integer.class, new WholeNumber(0, MAX_PORT), "PORT", "Port to listen on (default 8000); 0 = any.", "--port");
    autoPort = command.flag(
        "Move on to the next free port if the port is taken (done anyway if nobody chose the port).", "--auto-port");
    workers = command.text("N", "How many tasks run at once (default 4).", "--workers");
    verbose = command.flag("Log what the server does in detail (log.level debug).", "--verbose");
    debug = command.flag("Log also what its libraries do (log.level trace).", "--debug");
    reload = command.flag("Start again when the configuration file or the program's jars change; running tasks go on.",
        "--reload");
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    host.get().ifPresent(value -> arguments.addAll(List.of("--host", value)));
    port.get().ifPresent(value -> arguments.addAll(List.of("--port", value.toString())));
    if (autoPort.getAsBoolean()) {
      arguments.add("--auto-port");
    }
    workers.get().ifPresent(value -> arguments.addAll(List.of("--workers", value)));
    if (debug.getAsBoolean() || verbose.getAsBoolean()) {
      arguments.add(debug.getAsBoolean() ? "--debug" : "--verbose");
    }
    if (reload.getAsBoolean()) {
      arguments.add("--reload");
    }
    return arguments;
  }
}
