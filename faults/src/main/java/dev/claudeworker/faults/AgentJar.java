package dev.claudeworker.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Classes of this module as a jar: a JVM wants its agents so, and a server its plugins. */
final class AgentJar {

  private AgentJar() {}

  /** Writes an agent with the classes that it is made of into a folder; the JDK itself sees them, and so does everybody. */
  static Path writeInto(Path folder, Class<?> agent, Class<?>... parts) throws IOException {
    Path jar = folder.resolve(agent.getSimpleName() + ".jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), agent.getName());
    manifest.getMainAttributes().put(new Attributes.Name("Boot-Class-Path"), jar.getFileName().toString());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      add(out, agent);
      for (Class<?> part : parts) {
        add(out, part);
      }
    }
    return jar;
  }

  /** Adds a class and those inside it. */
  static void add(JarOutputStream jar, Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new ZipEntry(entry));
    try (InputStream bytes = type.getResourceAsStream("/" + entry)) {
      jar.write(Objects.requireNonNull(bytes, entry).readAllBytes());
    }
    for (Class<?> inside : List.of(type.getDeclaredClasses())) {
      add(jar, inside);
    }
  }
}
