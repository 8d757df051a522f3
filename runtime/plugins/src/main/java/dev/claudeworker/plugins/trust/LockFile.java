package dev.claudeworker.plugins.trust;

import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code plugins.lock}: the SHA-256 of every plugin file that was accepted, a line for each, in the form of {@code sha256sum}.
 * Files below the lock's own folder are named relative to it, others by their whole path.
 */
final class LockFile {

  private static final String HEADER =
      "# Plugin files that may be loaded, by their SHA-256. Written by claude-worker; see 'claude-worker plugins accept'.";

  private final Path file;

  LockFile(Path file) {
    this.file = file;
  }

  Optional<String> hashOf(Path plugin) {
    return Optional.ofNullable(read().get(nameOf(plugin)));
  }

  void record(Path plugin, String sha256) {
    Map<String, String> hashes = read();
    hashes.put(nameOf(plugin), sha256);
    write(hashes);
  }

  void forget(Path plugin) {
    Map<String, String> hashes = read();
    if (hashes.remove(nameOf(plugin)) != null) {
      write(hashes);
    }
  }

  private String nameOf(Path plugin) {
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    return (plugin.startsWith(folder) ? folder.relativize(plugin) : plugin).toString();
  }

  private Map<String, String> read() {
    Map<String, String> hashes = new TreeMap<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (!line.matches("[0-9a-f]{64}  .+")) {
          throw new IOException("its line " + number + " is not a hash, two blanks and a file");
        }
        hashes.put(line.substring(66), line.substring(0, 64));
      }
      return hashes;
    } catch (NoSuchFileException none) {
      return hashes;
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private void write(Map<String, String> hashes) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    hashes.forEach((name, hash) -> lines.add(hash + "  " + name));
    Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
    try {
      Files.write(fresh, lines, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new WorkerException(
          TrustErrors.UNREADABLE, "the file " + file + " cannot be written: " + failed,
          "Check its permissions and the room on the disk.", failed);
    }
  }

  private WorkerException unreadable(IOException cause) {
    return new WorkerException(
        TrustErrors.UNREADABLE,
        "the file " + file + " cannot be read (" + cause.getMessage()
            + "), so it is not known which plugin files were accepted",
        "Mend it or remove it; then accept the plugins again.",
        cause);
  }
}
