package dev.claudeworker.plugins;

import dev.claudeworker.plugins.trust.FileHash;
import dev.claudeworker.plugins.trust.PluginTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A jar that was put into a plugins folder and accepted, with its signature. Can be taken back: what lay there before is kept
 * beside it under a hidden name until that is settled.
 */
final class PlacedJar {

  private final Path target;
  private final PluginTrust trust;
  private final boolean copied;
  private final Optional<String> acceptedBefore;

  private PlacedJar(Path target, PluginTrust trust, boolean copied, Optional<String> acceptedBefore) {
    this.target = target;
    this.trust = trust;
    this.copied = copied;
    this.acceptedBefore = acceptedBefore;
  }

  /** Copies under a name that nobody looks at first, so that the watcher never sees half of it. */
  static PlacedJar place(Path jar, Path target, PluginTrust trust) {
    boolean elsewhere = !jar.toAbsolutePath().normalize().equals(target);
    try {
      var placed = new PlacedJar(target, trust, elsewhere, trust.accepted(target));
      if (elsewhere) {
        Files.createDirectories(target.getParent());
        copy(target, kept(target));
        copy(signatureOf(target), kept(signatureOf(target)));
        copy(signatureOf(jar), signatureOf(target));
        Path fresh = hidden(target, ".fresh");
        Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
        move(fresh, target);
      }
      trust.accept(target, FileHash.of(target));
      return placed;
    } catch (IOException failed) {
      throw PluginRefusals.notWritten("the plugin file " + jar + " cannot be copied to " + target + ": " + failed,
          failed);
    }
  }

  /** It stays; what lay there before is not needed any more. */
  void keep() {
    try {
      if (copied) {
        Files.deleteIfExists(kept(target));
        Files.deleteIfExists(kept(signatureOf(target)));
      }
    } catch (IOException failed) {
      throw PluginRefusals.notWritten("the file " + kept(target) + " cannot be removed: " + failed, failed);
    }
  }

  /** Puts back what lay there before. */
  void takeBack() {
    if (!copied) {
      return;
    }
    try {
      for (Path file : List.of(signatureOf(target), target)) {
        if (Files.exists(kept(file))) {
          move(kept(file), file);
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException failed) {
      throw PluginRefusals.notWritten("what was in " + target + " before cannot be put back: " + failed, failed);
    }
    acceptedBefore.ifPresentOrElse(sha256 -> trust.accept(target, sha256), () -> trust.forget(target));
  }

  static Path signatureOf(Path jar) {
    return jar.resolveSibling(jar.getFileName() + ".sig");
  }

  private static Path kept(Path file) {
    return hidden(file, ".before");
  }

  private static Path hidden(Path file, String ending) {
    return file.resolveSibling("." + file.getFileName() + ending);
  }

  /** Also a file that is not there. */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(to);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
