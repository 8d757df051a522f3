package dev.claudeworker;

import dev.claudeworker.plugin.memory.MemoryPlugin;
import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Packs {@link MemoryPlugin} into a real plugin jar. */
public final class MemoryPluginJar {

  private MemoryPluginJar() {}

  /** Writes it into a folder, which is made. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Plugin-Id", "storage-memory");
    manifest.getMainAttributes().putValue("Plugin-Version", "1.0.0");
    manifest.getMainAttributes().putValue("Plugin-Requires", ">=" + SpiVersion.CURRENT);
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("storage-memory.jar")), manifest)) {
      add(jar, "dev/claudeworker/plugin/memory/MemoryPlugin.class");
      add(jar, "dev/claudeworker/plugin/memory/MemoryPlugin$MemoryFactory.class");
      jar.putNextEntry(new ZipEntry("META-INF/services/" + WorkerPlugin.class.getName()));
      jar.write(MemoryPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }

  private static void add(JarOutputStream jar, String name) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    try (InputStream in = MemoryPluginJar.class.getResourceAsStream("/" + name)) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
