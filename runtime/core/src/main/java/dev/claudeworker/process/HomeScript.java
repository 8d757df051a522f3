package dev.claudeworker.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A shell script of the program as a file in the home. Its name holds its hash: a script is never changed while
 * shells read it, and every version of the program finds its own.
 */
final class HomeScript {

  private static final int HASH_LENGTH = 12;

  private final byte[] content;
  private final Path file;

  private HomeScript(byte[] content, Path file) {
    this.content = content;
    this.file = file;
  }

  /** The script that runs children. */
  static HomeScript child(Path home) throws IOException {
    var script = of(home, "child");
    script.present();
    return script;
  }

  /** Writes a script, and answers where it is. */
  static Path install(Path home, String name) throws IOException {
    return of(home, name).present();
  }

  private static HomeScript of(Path home, String name) throws IOException {
    try (var resource = HomeScript.class.getResourceAsStream(name + ".sh")) {
      if (resource == null) {
        throw new FileNotFoundException("this program lacks its resource " + name + ".sh");
      }
      byte[] content = resource.readAllBytes();
      return new HomeScript(content, home.resolve(name + "-" + hash(content) + ".sh"));
    }
  }

  /** The script's file, written again if somebody deleted it. */
  Path present() throws IOException {
    if (!Files.exists(file)) {
      write();
    }
    return file;
  }

  private void write() throws IOException {
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var draft = Files.createTempFile(file.getParent(), ".child", ".sh", ownerOnly);
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
