package dev.claudeworker.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
public final class HostName {

  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
  private static final String UNKNOWN = "localhost";

  private HostName() {}

  /** Its name, without asking the network where that can be avoided. */
  public static String current() {
    try {
      return Files.isReadable(LINUX) ? Files.readString(LINUX).strip() : InetAddress.getLocalHost().getHostName();
    } catch (IOException _) {
      return UNKNOWN;
    }
  }
}
