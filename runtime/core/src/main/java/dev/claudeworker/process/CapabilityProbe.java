package dev.claudeworker.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what this machine can do for children. */
final class CapabilityProbe {

  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin");

  /** For systems without setsid(1), such as macOS. */
  // "--" ends perl's own options.
  private static final List<String> PERL_SESSION =
      List.of("-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or exit 127", "--");

  private CapabilityProbe() {}

  static ProcessCapabilities probe() {
    var session = sessionCommand();
    boolean table = LinuxProcessTable.available();
    var troubles = new ArrayList<String>();
    if (session.isEmpty()) {
      troubles
          .add("Neither setsid nor perl was found: children share the session of the server and may be ended with it."
              + " Install one of them.");
    }
    if (!table) {
      troubles
          .add("The process table (/proc) cannot be read: children that outlive the server are not adopted, and what a"
              + " child leaves behind is not ended.");
    }
    return new ProcessCapabilities(session, table, troubles);
  }

  private static List<String> sessionCommand() {
    return find("setsid")
        .map(List::of)
        .or(() -> find("perl").map(CapabilityProbe::perlSession))
        .orElse(List.of());
  }

  static List<String> perlSession(String perl) {
    return Stream.concat(Stream.of(perl), PERL_SESSION.stream()).toList();
  }

  private static Optional<String> find(String program) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
