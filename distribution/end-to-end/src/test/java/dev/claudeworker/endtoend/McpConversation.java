package dev.claudeworker.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A client that talks to the program over its standard streams for as long as the test wants. */
final class McpConversation implements AutoCloseable {

  static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
      + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  final List<String> said = new CopyOnWriteArrayList<>();
  private final Process process;
  private final OutputStream in;
  private final Thread reader;

  McpConversation(List<String> command, Path directory, Map<String, String> environment, Path stderr) {
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(stderr.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      process = builder.start();
      in = process.getOutputStream();
      reader = Thread.ofVirtual().start(() -> read(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Process from) {
    try (var lines = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException ended) {
      said.add("broken: " + ended);
    }
  }

  void say(String line) {
    try {
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void call(int id, String tool, String arguments) {
    say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
        + "\",\"arguments\":" + arguments + "," + META + "}}");
  }

  String awaitLine(Predicate<String> wanted) {
    return Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> said.stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
        .orElseThrow();
  }

  String answer(int id) {
    return awaitLine(line -> line.contains("\"id\":" + id + ",") || line.endsWith("\"id\":" + id + "}"));
  }

  long pid() {
    return process.pid();
  }

  /** The client closes its end; the exit code. */
  int end() {
    try {
      in.close();
      return awaitExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int awaitExit() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end; it said " + said);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
