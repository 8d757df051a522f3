package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A backup as a file: a zip with the database and, behind it, what it is and its check sum. It has another name until it is
 * whole and on the disk.
 *
 * @param file where it is
 * @param json for its description
 */
record BackupFile(Path file, JsonCodec json) {

  private static final String FORMAT = "claude-worker-backup";
  private static final String VERSION = "1";
  private static final String DATABASE = "claude-worker.mv.db";
  private static final String DESCRIPTION = "backup.json";

  /** Writes it, and reads it back. */
  void write(Path database, JsonObject facts) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(draft);
      writeDraft(draft, database, facts);
      new BackupFile(draft, json).check();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(draft);
      throw failure;
    }
  }

  private void writeDraft(Path draft, Path database, JsonObject facts) throws IOException {
    try (FileChannel channel = ownerOnly(draft); OutputStream out = Channels.newOutputStream(channel)) {
      var zip = new ZipOutputStream(out);
      MessageDigest digest = sha256();
      zip.putNextEntry(new ZipEntry(DATABASE));
      try (InputStream content = new DigestInputStream(Files.newInputStream(database), digest)) {
        content.transferTo(zip);
      }
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry(DESCRIPTION));
      JsonObject description = facts.with("format", FORMAT)
          .with("version", VERSION)
          .with("sha256", HexFormat.of().formatHex(digest.digest()));
      zip.write(json.print(description).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.finish();
      channel.force(true);
    }
  }

  private static FileChannel ownerOnly(Path path) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode = posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
    return FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
  }

  /** What it says about itself. */
  JsonObject description() throws IOException {
    try (ZipFile zip = open()) {
      return description(zip);
    }
  }

  private JsonObject description(ZipFile zip) throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(DESCRIPTION);
    if (entry == null) {
      throw noBackup();
    }
    try (InputStream content = zip.getInputStream(entry)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      if (!(json.parse(text) instanceof JsonObject found) || !found.text("format").equals(Optional.of(FORMAT))) {
        throw noBackup();
      }
      if (!found.text("version").equals(Optional.of(VERSION))) {
        throw new WorkerException(StorageErrors.TOO_NEW,
            file + " has version " + found.text("version").orElse("?") + " of the format; this version knows "
                + VERSION,
            "restore it with the version of claude-worker that made it, or a newer one");
      }
      return found;
    } catch (JsonSyntaxException broken) {
      throw noBackup();
    }
  }

  private ZipFile open() throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (java.util.zip.ZipException torn) {
      throw damaged("it is no whole zip file");
    }
  }

  private void check() throws IOException {
    copy(OutputStream.nullOutputStream());
  }

  /** Unpacks the database, and insists that it is what was packed. */
  void unpack(Path target) throws IOException {
    try (FileChannel channel = ownerOnly(target); OutputStream out = Channels.newOutputStream(channel)) {
      copy(out);
      channel.force(true);
    }
  }

  private void copy(OutputStream out) throws IOException {
    try (ZipFile zip = open()) {
      JsonObject description = description(zip);
      @Nullable ZipEntry entry = zip.getEntry(DATABASE);
      if (entry == null) {
        throw damaged("the database is missing in it");
      }
      MessageDigest digest = sha256();
      byte[] buffer = new byte[1 << 16];
      try (InputStream content = zip.getInputStream(entry)) {
        for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
          digest.update(buffer, 0, read);
          out.write(buffer, 0, read);
        }
      }
      if (!description.text("sha256").equals(Optional.of(HexFormat.of().formatHex(digest.digest())))) {
        throw damaged("its check sum is not that of its contents");
      }
    }
  }

  /** What cannot be unpacked is the backup's fault; what cannot be written is the disk's. */
  private int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException torn) {
      throw damaged("it cannot be unpacked");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private WorkerException noBackup() {
    return new WorkerException(StorageErrors.FOREIGN, file + " is no backup of claude-worker",
        "give it a file that 'claude-worker backup' made; an export is read with 'claude-worker import'");
  }

  private WorkerException damaged(String why) {
    return new WorkerException(StorageErrors.DAMAGED, "the backup " + file + " is damaged: " + why,
        "take another backup; nothing was changed");
  }
}
