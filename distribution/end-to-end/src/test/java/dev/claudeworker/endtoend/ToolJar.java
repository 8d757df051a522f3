package dev.claudeworker.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A plugin with one tool, compiled against the SPI of the installation: the smallest jar that an author could make. */
final class ToolJar {

  private static final String SOURCE = """
      package example;
      import dev.claudeworker.spi.*;
      import dev.claudeworker.spi.tool.*;
      import java.util.List;
      import java.util.Map;
      public final class ShoutPlugin implements WorkerPlugin, ToolFactory, ToolSet, Tool {
        public List<ToolFactory> toolFactories() { return List.of(this); }
        public String name() { return "shout"; }
        public ConfigSchema schema() { return ConfigSchema.EMPTY; }
        public ToolSet create(PluginConfig config, PluginContext context) { return this; }
        public List<Tool> tools() { return List.of(this); }
        public ToolDescriptor descriptor() {
          return ToolDescriptor.of("shout", "Says it louder.", JsonObjects.ofType("object"), ToolHints.READS);
        }
        public ToolResult call(ToolCall call) {
          return ToolResult.text(call.arguments().text("text").orElse("").toUpperCase() + " from a jar");
        }
      }
      """.replace("JsonObjects.ofType(\"object\")", "JsonValue.JsonObject.EMPTY.with(\"type\", \"object\")");

  private ToolJar() {}

  /** Puts it into a folder. */
  static void write(Path folder) {
    try {
      Path work = Files.createTempDirectory(folder.getParent(), "shout");
      Path source = Files.createDirectories(work.resolve("example")).resolve("ShoutPlugin.java");
      Files.writeString(source, SOURCE);
      int failed = ToolProvider.getSystemJavaCompiler()
          .run(null, null, null, "-proc:none", "-cp", spi().toString(), "-d", work.toString(), source.toString());
      if (failed != 0) {
        throw new IllegalStateException("the example does not compile");
      }
      Files.createDirectories(folder);
      try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("shout-1.0.0.jar")))) {
        jar.putNextEntry(new ZipEntry("example/ShoutPlugin.class"));
        jar.write(Files.readAllBytes(work.resolve("example/ShoutPlugin.class")));
        jar.putNextEntry(new ZipEntry("META-INF/services/dev.claudeworker.spi.WorkerPlugin"));
        jar.write("example.ShoutPlugin\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path spi() throws IOException {
    Path jars = Installation.launcher().getParent().getParent().resolve("lib/server");
    try (Stream<Path> files = Files.list(jars)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().matches("claude-worker-spi-\\d.*\\.jar")).toList();
      if (found.size() != 1) {
        throw new IllegalStateException("one SPI expected: " + found);
      }
      return found.getFirst();
    }
  }
}
