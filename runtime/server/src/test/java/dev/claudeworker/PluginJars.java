package dev.claudeworker;

import dev.claudeworker.plugin.echo.EchoPlugin;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Packs {@link EchoPlugin} into a real plugin jar, with what it answers in its manifest. */
final class PluginJars {

  private PluginJars() {}

  static Path echo(Path jar, String version) throws IOException {
    Files.createDirectories(jar.getParent());
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Plugin-Id", "echo");
    manifest.getMainAttributes().putValue("Plugin-Version", version);
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String type : List.of("EchoPlugin", "EchoPlugin$EchoFactory", "EchoPlugin$EchoExecutor",
          "EchoPlugin$EchoNotifierFactory", "EchoPlugin$EchoNotifier")) {
        String name = "dev/claudeworker/plugin/echo/" + type + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = PluginJars.class.getResourceAsStream("/" + name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
      out.putNextEntry(new ZipEntry("META-INF/services/" + WorkerPlugin.class.getName()));
      out.write(EchoPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
      out.putNextEntry(new ZipEntry("version.txt"));
      out.write(version.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar;
  }
}
