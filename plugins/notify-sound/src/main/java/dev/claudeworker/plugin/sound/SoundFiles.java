package dev.claudeworker.plugin.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where the sounds are: the configured file, else {@code sounds/<sound>.wav} in the home, else the one that comes with the
 * plugin, written at its first use.
 *
 * @param directory {@code sounds} in the home
 * @param configured the files that a person chose
 */
record SoundFiles(Path directory, Map<Sound, Path> configured) {

  private static final String BUILT_IN = "built-in";

  /** Copies the map. */
  SoundFiles {
    configured = Map.copyOf(configured);
  }

  /** The file of a sound. One that was chosen is given back whether it is there or not. */
  Path file(Sound sound) throws IOException {
    Path own = directory.resolve(sound.word() + ".wav");
    Optional<Path> chosen =
        Optional.ofNullable(configured.get(sound)).or(() -> Optional.of(own).filter(Files::isRegularFile));
    return chosen.isPresent() ? chosen.get() : builtIn(sound);
  }

  private Path builtIn(Sound sound) throws IOException {
    Path file = directory.resolve(BUILT_IN).resolve(sound.word() + ".wav");
    if (!Files.isRegularFile(file)) {
      Files.createDirectories(file.getParent(), ownerOnly());
      Path written = Files.createTempFile(file.getParent(), sound.word(), ".part");
      Files.write(written, WaveFile.of(sound.notes()));
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** As everything in the home, where files have such permissions. */
  private FileAttribute<?>[] ownerOnly() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
  }
}
