package dev.claudeworker.cli;

import dev.claudeworker.cli.client.FileTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/** Where a prompt comes from: an argument, a file that the argument names, piped text, or an argument and piped text. */
final class PromptSource {

  private static final int MAX_BYTES = 64 * 1024 * 1024;
  private static final int HINT_AFTER_MS = 3_000;

  private final Session session;

  PromptSource(Session session) {
    this.session = session;
  }

  /** The prompt of an argument that may name a file, and of piped text. */
  Optional<String> prompt(Optional<String> argument) {
    return joined(argument.map(this::fileOrText));
  }

  /** The prompt of an argument that is always text, and of piped text. */
  Optional<String> literal(Optional<String> argument) {
    return joined(argument);
  }

  /** The text of a file that must be there, or of standard input if it is called -. */
  String document(String name) {
    if (name.equals("-")) {
      return piped();
    }
    Path file = session.workingDirectory().resolve(name);
    Usage.require(Files.isRegularFile(file), "there is no file " + file, "Check its name.");
    return fileOrText(name);
  }

  private Optional<String> joined(Optional<String> argument) {
    String piped = session.input().isTerminal() ? "" : piped();
    if (piped.isBlank()) {
      return argument;
    }
    return Optional.of(argument.map(text -> text + "\n\n" + piped).orElse(piped));
  }

  private String fileOrText(String argument) {
    Optional<Path> file = file(argument);
    if (file.isEmpty()) {
      return argument;
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      String text = decoded(read(in), "the file " + file.get());
      Usage.require(!text.isBlank(), "the file " + file.get() + " is empty", "Write the prompt into it.");
      return text;
    } catch (IOException unreadable) {
      throw Usage.wrong(
          "the file " + file.get() + " cannot be read: " + FileTrouble.reason(unreadable),
          "Check its permissions.");
    }
  }

  private Optional<Path> file(String argument) {
    try {
      // A prompt may hold anything; one with line breaks or beyond any path's length is no file.
      Path file = session.workingDirectory().resolve(argument);
      return argument.isEmpty() || argument.contains("\n") || !Files.isRegularFile(file) ? Optional.empty()
          : Optional.of(file);
    } catch (InvalidPathException text) {
      return Optional.empty();
    }
  }

  private String piped() {
    var hint = new Timer(true);
    hint.schedule(new TimerTask() {
      @Override
      public void run() {
        session.output().note("Reading standard input; if nothing is piped in, call it with </dev/null.");
      }
    }, HINT_AFTER_MS);
    try {
      return decoded(read(session.input().stream()), "the piped text");
    } catch (IOException broken) {
      throw Usage.wrong("standard input cannot be read: " + broken, "Call it with </dev/null if nothing is piped in.");
    } finally {
      hint.cancel();
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes.write(buffer, 0, count);
      Usage.require(bytes.size() <= MAX_BYTES, "the prompt is longer than " + MAX_BYTES / (1 << 20) + " MB",
          "Put large material into files of the working directory and name them in the prompt.");
    }
    return bytes.toByteArray();
  }

  private static String decoded(byte[] bytes, String what) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw Usage.wrong(what + " is not UTF-8 text", "Convert it first, for example with iconv.");
    }
  }
}
