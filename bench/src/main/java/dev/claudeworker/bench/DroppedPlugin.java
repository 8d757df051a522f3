package dev.claudeworker.bench;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** A plugin as somebody else would write it: a plain jar with the executor that does nothing. */
public final class DroppedPlugin implements WorkerPlugin {

  static final String NAME = "dropped";

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new Factory());
  }

  /** Packs it into a jar. */
  static Path pack(Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : List.of(DroppedPlugin.class, Factory.class, NoopExecutor.class)) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = DroppedPlugin.class.getResourceAsStream("/" + file)) {
          add(out, file, Objects.requireNonNull(in).readAllBytes());
        }
      }
      add(out, "META-INF/services/" + WorkerPlugin.class.getName(),
          DroppedPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  /** Makes the executor. */
  static final class Factory implements ExecutorFactory {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public ConfigSchema optionsSchema() {
      return ConfigSchema.EMPTY;
    }

    @Override
    public TaskExecutor create(PluginConfig config, PluginContext context) {
      return new NoopExecutor();
    }
  }
}
