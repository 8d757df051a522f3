package dev.claudeworker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The run of the machine in which pids mean something.
 *
 * @param bootId changes with every boot; empty text = not known
 * @param pidNamespace the container's own numbering of processes; empty text = not known
 */
record Machine(String bootId, String pidNamespace) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

  static Machine current() throws IOException {
    return new Machine(
        Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "",
        Files.exists(PID_NAMESPACE) ? Files.readSymbolicLink(PID_NAMESPACE).toString() : "");
  }

  static Optional<Machine> parse(List<String> lines) {
    return lines.size() == 2 ? Optional.of(new Machine(lines.get(0), lines.get(1))) : Optional.empty();
  }

  String toText() {
    return bootId + "\n" + pidNamespace + "\n";
  }
}
