package dev.claudeworker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of one attempt.
 *
 * @param directory the attempt's own directory
 */
record AttemptFiles(Path directory) {

  private static final Pattern EXIT_STATUS = Pattern.compile("(\\d{1,3})\n");
  private static final String NEVER = "never\n";

  /** What the file {@code run} says about the child's start. */
  sealed interface Start {

    /** Nobody has begun to start it. */
    record NotBegun() implements Start {}

    /** Its start was begun, its pid is not yet (or will never be) written. */
    record Begun() implements Start {}

    /** It can never start: a server took the file. */
    record Never() implements Start {}

    /**
     * It was started.
     *
     * @param pid pid of the shell that runs it
     * @param entry that shell's entry of the process table; empty where there is none to read
     */
    record Started(long pid, Optional<ProcessEntry> entry) implements Start {}
  }

  Path run() {
    return directory.resolve("run");
  }

  Path stdin() {
    return directory.resolve("stdin");
  }

  Path stdout() {
    return directory.resolve("stdout");
  }

  Path stderr() {
    return directory.resolve("stderr");
  }

  Path exit() {
    return directory.resolve("exit");
  }

  Path times() {
    return directory.resolve(".times");
  }

  private Path machine() {
    return directory.resolve(".machine");
  }

  /** Written before the child starts, so that whoever finds a child also finds where its pid counts. */
  void writeMachine(Machine machine) throws IOException {
    Files.writeString(machine(), machine.toText());
  }

  Optional<Machine> readMachine() throws IOException {
    try {
      return Machine.parse(Files.readAllLines(machine(), StandardCharsets.UTF_8));
    } catch (NoSuchFileException neverWritten) {
      return Optional.empty();
    }
  }

  void writeStdin(String text) throws IOException {
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Files.deleteIfExists(stdin());
    try (var channel = Files.newByteChannel(stdin(), options, ownerOnly)) {
      var bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  void deleteStdin() throws IOException {
    Files.deleteIfExists(stdin());
  }

  /** Makes sure that the child can never start. Returns false if its start was begun before. */
  boolean preventStart() throws IOException {
    try {
      Files.writeString(run(), NEVER, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException begun) {
      return false;
    }
  }

  Start readStart() throws IOException {
    String text;
    try {
      text = Files.readString(run(), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException notBegun) {
      return new Start.NotBegun();
    }
    if (!text.endsWith("\n")) {
      return new Start.Begun();
    }
    return text.equals(NEVER) ? new Start.Never() : parseStart(text.strip());
  }

  private static Start parseStart(String line) {
    var entry = ProcessEntry.parse(line);
    if (entry.isPresent()) {
      return new Start.Started(entry.get().pid(), entry);
    }
    return line.matches("\\d{1,18}") ? new Start.Started(Long.parseLong(line), Optional.empty()) : new Start.Begun();
  }

  /** The exit status. A file that is torn, empty or absent is none. */
  OptionalInt readExit() throws IOException {
    try {
      var matcher = EXIT_STATUS.matcher(Files.readString(exit(), StandardCharsets.ISO_8859_1));
      return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    } catch (NoSuchFileException none) {
      return OptionalInt.empty();
    }
  }
}
