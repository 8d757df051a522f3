package dev.claudeworker.spi.testkit.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A search path on which a test puts programs: scripts that note what they were called with. For notifiers that run programs,
 * on POSIX systems.
 */
public final class ScriptedPrograms {

  /** A script that does not end by itself. */
  public static final String HANGING = "PATH=/bin:/usr/bin exec sleep 600";

  private final Path folder;
  private final Path calls;

  /**
   * Makes a search path without programs, not even those of the machine.
   *
   * @param directory where programs and notes are kept
   * @throws IOException if it cannot be written
   */
  public ScriptedPrograms(Path directory) throws IOException {
    folder = Files.createDirectories(directory.resolve("programs"));
    calls = directory.resolve("calls");
  }

  /**
   * Adds a program that notes its name and its arguments in brackets, one call per line, and then does what the script says.
   *
   * @param name its name
   * @param script what {@code /bin/sh} does after the note
   * @return this
   * @throws IOException if it cannot be written
   */
  public ScriptedPrograms add(String name, String script) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, """
        #!/bin/sh
        { printf '%%s' '%s'; for argument in "$@"; do printf ' [%%s]' "$argument"; done; printf '\\n'; } >> '%s'
        %s
        """.formatted(name, calls, script));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return this;
  }

  /**
   * Where the programs are found.
   *
   * @return the value for {@code PATH}
   */
  public String path() {
    return folder.toString();
  }

  /**
   * What was called, in order.
   *
   * @return one line per call, for example {@code player [-q] [/tmp/a.wav]}
   * @throws IOException if the notes cannot be read
   */
  public List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /**
   * The file that calls are noted in, for scripts that have more to say.
   *
   * @return the file
   */
  public Path notes() {
    return calls;
  }
}
