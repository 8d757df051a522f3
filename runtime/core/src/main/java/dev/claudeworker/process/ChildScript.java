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
 * The shell script that runs children, as a file in the home. Its name holds its hash: a script is never changed while
 * shells read it, and every version of the program finds its own.
 */
final class ChildScript {

  private static final String RESOURCE = "child.sh";
  private static final int HASH_LENGTH = 12;

  private final byte[] content;
  private final Path file;

  private ChildScript(byte[] content, Path file) {
    this.content = content;
    this.file = file;
  }

  static ChildScript install(Path home) throws IOException {
    try (var resource = ChildScript.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new FileNotFoundException("this program lacks its resource " + RESOURCE);
      }
      byte[] content = resource.readAllBytes();
      var script = new ChildScript(content, home.resolve("child-" + hash(content) + ".sh"));
      script.present();
      return script;
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
