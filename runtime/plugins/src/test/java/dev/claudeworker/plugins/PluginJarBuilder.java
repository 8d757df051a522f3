package dev.claudeworker.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Builds real plugin jars from sources: compiles, packs, writes. Classes are in the package {@code sample}. */
final class PluginJarBuilder {

  static final String SERVICES = "META-INF/services/dev.claudeworker.spi.WorkerPlugin";

  private static final String IMPORTS =
      """
          package sample;
          import dev.claudeworker.spi.*;
          import dev.claudeworker.spi.executor.*;
          import dev.claudeworker.spi.storage.*;
          import dev.claudeworker.spi.task.*;
          import java.util.*;
          """;

  /** What a bundle with an executor imports of the host. */
  static final String SPI_IMPORTS = Stream.of("", ".executor", ".task", ".storage")
      .map(name -> "dev.claudeworker.spi" + name + ";version=\"[0.1,0.2)\"")
      .collect(Collectors.joining(","));

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private UnaryOperator<byte[]> classFiles = UnaryOperator.identity();

  static PluginJarBuilder aJar() {
    return new PluginJarBuilder();
  }

  /** A plugin with an executor that does what the body of {@code execute} says. */
  static PluginJarBuilder aPlugin(String id, String executor, String executeBody) {
    return aPlugin(id).source("Entry", entryWith(executor))
        .source(
            "Exec",
            "public class Exec implements TaskExecutor { public AttemptOutcome execute(AttemptContext context) {"
                + executeBody
                + "} }");
  }

  /** A plugin jar with the manifest and services entry of one; add the source of {@code Entry}. */
  static PluginJarBuilder aPlugin(String id) {
    return aJar()
        .manifest("Plugin-Id", id)
        .manifest("Plugin-Version", "1.2.3")
        .manifest("Plugin-Requires", ">=0.1.0 & <0.2.0")
        .entry(SERVICES, "sample.Entry");
  }

  /** A bundle that registers a plugin with an executor as a service when it starts. */
  static PluginJarBuilder aBundle(String symbolicName, String executor, String executeBody) {
    return aPlugin("none", executor, executeBody)
        .withoutManifest("Plugin-Id")
        .withoutManifest("Plugin-Version")
        .withoutManifest("Plugin-Requires")
        .without(SERVICES)
        .manifest("Bundle-ManifestVersion", "2")
        .manifest("Bundle-SymbolicName", symbolicName)
        .manifest("Bundle-Version", "2.1.0")
        .manifest("Bundle-Activator", "sample.Activator")
        .manifest("Import-Package", SPI_IMPORTS + ",org.osgi.framework")
        .source(
            "Activator",
            """
                public class Activator implements org.osgi.framework.BundleActivator {
                  public void start(org.osgi.framework.BundleContext context) {
                    context.registerService(WorkerPlugin.class, new Entry(), null);
                  }
                  public void stop(org.osgi.framework.BundleContext context) {}
                }
                """);
  }

  /** A jar with nothing but a services entry. */
  static PluginJarBuilder aPlainJar(String executor, String executeBody) {
    return aPlugin("none", executor, executeBody)
        .withoutManifest("Plugin-Id")
        .withoutManifest("Plugin-Version")
        .withoutManifest("Plugin-Requires");
  }

  static String entryWith(String executor) {
    return """
        public class Entry implements WorkerPlugin {
          public List<ExecutorFactory> executorFactories() {
            return List.of(new ExecutorFactory() {
              public String name() { return "%s"; }
              public ConfigSchema schema() { return ConfigSchema.EMPTY; }
              public ConfigSchema optionsSchema() { return ConfigSchema.EMPTY; }
              public TaskExecutor create(PluginConfig config, PluginContext context) { return new Exec(); }
            });
          }
        }
        """.formatted(executor);
  }

  PluginJarBuilder source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** A class of another package than the others, as it is. */
  PluginJarBuilder wholeSource(String path, String text) {
    sources.put(path, text);
    return this;
  }

  PluginJarBuilder manifest(String key, String value) {
    manifest.put(key, value);
    return this;
  }

  PluginJarBuilder withoutManifest(String key) {
    manifest.remove(key);
    return this;
  }

  PluginJarBuilder entry(String path, String text) {
    entries.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PluginJarBuilder without(String entry) {
    entries.remove(entry);
    return this;
  }

  /** Compiles a class but does not pack it. */
  PluginJarBuilder leaveOut(String className) {
    leftOut.add(className + ".class");
    return this;
  }

  PluginJarBuilder changeClassFiles(UnaryOperator<byte[]> change) {
    classFiles = change;
    return this;
  }

  Path writeTo(Path jar) {
    try {
      Files.createDirectories(jar.getParent());
      var attributes = new Manifest();
      attributes.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.forEach((key, value) -> attributes.getMainAttributes().putValue(key, value));
      Map<String, byte[]> all = new LinkedHashMap<>(entries);
      all.putAll(compile());
      try (var out = new JarOutputStream(Files.newOutputStream(jar), attributes)) {
        for (var entry : all.entrySet()) {
          out.putNextEntry(new ZipEntry(entry.getKey()));
          out.write(entry.getValue());
          out.closeEntry();
        }
      }
      return jar;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Map<String, byte[]> compile() throws IOException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Path work = Files.createTempDirectory("plugin-jar");
    try {
      return compileIn(work);
    } finally {
      deleteTree(work);
    }
  }

  private Map<String, byte[]> compileIn(Path work) throws IOException {
    var arguments = new ArrayList<>(List.of("-d", work.resolve("classes").toString(), "-proc:none", "-nowarn"));
    for (var source : sources.entrySet()) {
      Path file = work.resolve(source.getKey() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file,
          source.getValue().startsWith("package ") ? source.getValue() : IMPORTS + source.getValue());
      arguments.add(file.toString());
    }
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    var out = new ByteArrayOutputStream();
    int exit = ToolProvider.getSystemJavaCompiler().run(null, out, out, arguments.toArray(String[]::new));
    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    Path root = work.resolve("classes");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!leftOut.contains(file.getFileName().toString())) {
          classes.put(root.relativize(file).toString(), classFiles.apply(Files.readAllBytes(file)));
        }
      }
    }
    return classes;
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
