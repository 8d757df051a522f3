package dev.claudeworker.faults.soak;

import dev.claudeworker.faults.soak.plugin.StampPlugin;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The executor of long runs as a plugin's jar. */
final class StampJar {

  private StampJar() {}

  /** Writes it into a folder of plugins. */
  static void writeInto(Path plugins) throws IOException {
    Files.createDirectories(plugins);
    try (var out = new JarOutputStream(Files.newOutputStream(plugins.resolve("stamp.jar")))) {
      for (String name : List.of("StampPlugin", "StampPlugin$Factory", "StampExecutor")) {
        String entry = StampPlugin.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        try (InputStream bytes = StampPlugin.class.getResourceAsStream("/" + entry)) {
          add(out, entry, Objects.requireNonNull(bytes, entry).readAllBytes());
        }
      }
      add(out, "META-INF/services/" + WorkerPlugin.class.getName(),
          StampPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
