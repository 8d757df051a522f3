package dev.claudeworker.cli.client;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the server in a session of its own, so that it outlives the terminal and does not hear its Ctrl+C. */
final class DetachedProcess {

  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path PERL = Path.of("/usr/bin/perl");

  private DetachedProcess() {}

  /**
   * Starts it.
   *
   * @param launcher the claude-worker script
   * @param environment its whole environment
   * @param arguments flags for the server
   * @param directory in which it runs; not the caller's, which may be deleted or unmounted later
   * @param errors takes what it prints to standard error, such as why it cannot start; what it logs to standard output is in
   *     its log file too
   * @return the process, whose pid is the server's
   */
  static Process start(
      Path launcher, Map<String, String> environment, List<String> arguments, Path directory, Path errors)
      throws IOException {
    List<String> command = new ArrayList<>(detaching());
    command.addAll(List.of(launcher.toString(), "server", "start", "--foreground"));
    command.addAll(arguments);
    Files.deleteIfExists(errors);
    Files.createFile(errors, OwnerOnly.FILE);
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder
        .directory(directory.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(errors.toFile())
        .start();
  }

  /** Every form ends in an exec, so that the pid stays the same. */
  private static List<String> detaching() {
    if (Files.isExecutable(SETSID)) {
      return List.of(SETSID.toString());
    }
    if (Files.isExecutable(PERL)) {
      return List.of(PERL.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!");
    }
    return List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");
  }
}
