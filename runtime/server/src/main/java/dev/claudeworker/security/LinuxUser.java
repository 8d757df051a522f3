package dev.claudeworker.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The user this process runs as, by Linux's {@code /proc}. */
final class LinuxUser {

  static final Path PROC = Path.of("/proc");

  private LinuxUser() {}

  /**
   * The effective user id. Empty where there is no {@code /proc}, and for the id that stands for every user of other user
   * namespaces: comparing with it would let strangers in.
   */
  static OptionalInt effectiveUid() {
    try {
      int uid = uidOf(Files.readString(PROC.resolve("self/status"), StandardCharsets.UTF_8));
      String overflow = Files.readString(PROC.resolve("sys/kernel/overflowuid"), StandardCharsets.UTF_8).strip();
      return overflow.equals(Integer.toUnsignedString(uid)) ? OptionalInt.empty() : OptionalInt.of(uid);
    } catch (IOException | NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  /** The second number of the line {@code Uid: real effective saved file-system}. */
  private static int uidOf(String status) {
    String line = status.lines().filter(text -> text.startsWith("Uid:")).findFirst().orElse("");
    String[] columns = line.split("\\s+");
    return Integer.parseUnsignedInt(columns.length > 2 ? columns[2] : "");
  }
}
