package dev.claudeworker.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the command line inside the test, as a shell would. */
final class CommandLineFixture {

  static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");

  /** What a command left behind. */
  record Ran(int exitCode, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Standard output as it is read by a program that may go away. */
  private static final class ReadOutput extends ByteArrayOutputStream {

    private final String lastRead;

    ReadOutput(String lastRead) {
      this.lastRead = lastRead;
    }

    @Override
    public void flush() throws IOException {
      if (!lastRead.isEmpty() && toString(StandardCharsets.UTF_8).contains(lastRead)) {
        throw new IOException("Broken pipe");
      }
    }
  }

  private final Path workingDirectory;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private StandardInput input = new StandardInput(InputStream.nullInputStream(), true);
  private Terminal terminal = Terminal.NONE;
  private String lastRead = "";
  private InstantSource clock = InstantSource.fixed(NOW);

  CommandLineFixture(Path directory) {
    this.workingDirectory = directory;
    environment.put("HOME", directory.toString());
    environment.put("CLAUDE_WORKER_HOME", directory.resolve("home").toString());
  }

  CommandLineFixture with(StubServer server) {
    return environment("CLAUDE_WORKER_SERVER_URL", server.url());
  }

  CommandLineFixture environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** What a person types. */
  CommandLineFixture typed(String text) {
    input = new StandardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true);
    return this;
  }

  CommandLineFixture piped(String text) {
    return piped(text.getBytes(StandardCharsets.UTF_8));
  }

  CommandLineFixture piped(byte[] bytes) {
    input = new StandardInput(new ByteArrayInputStream(bytes), false);
    return this;
  }

  CommandLineFixture onTerminal(int columns) {
    return onTerminal(columns, 24);
  }

  CommandLineFixture onTerminal(int columns, int rows) {
    terminal = new Terminal(true, true, false, true, () -> new TerminalSize(columns, rows));
    return this;
  }

  CommandLineFixture onColourTerminal(int columns) {
    terminal = new Terminal(true, true, true, true, () -> new TerminalSize(columns, 24));
    return this;
  }

  CommandLineFixture onDumbTerminal() {
    terminal = new Terminal(true, true, false, false, () -> TerminalSize.DEFAULT);
    return this;
  }

  /** Once this has been printed, nobody reads any more. */
  CommandLineFixture readerLeavesAfter(String text) {
    lastRead = text;
    return this;
  }

  CommandLineFixture clock(InstantSource other) {
    clock = other;
    return this;
  }

  Session session(PrintStream out, PrintStream err) {
    return new Session(environment, workingDirectory, new Output(out, err, terminal), input, clock);
  }

  Ran run(String... arguments) {
    var out = new ReadOutput(lastRead);
    var err = new ByteArrayOutputStream();
    int exitCode = new Program(session(
        new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)))
        .run(arguments);
    return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
