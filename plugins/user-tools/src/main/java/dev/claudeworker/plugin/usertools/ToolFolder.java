package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of the files in one folder, as the files are now: looked at again and again on a thread of its own. */
final class ToolFolder implements ToolSet {

  private static final Logger log = LoggerFactory.getLogger(ToolFolder.class);

  private final UserToolSettings settings;
  private final PluginContext context;
  private final Thread watcher;
  private volatile Contents contents;
  private volatile Runnable changed = () -> {};

  /** When a file was last changed, and how long it is. */
  private record Stamp(FileTime changed, long length) {}

  private record Contents(Map<Path, Stamp> files, List<Tool> tools, List<String> problems) {}

  ToolFolder(UserToolSettings settings, PluginContext context) {
    this.settings = settings;
    this.context = context;
    this.contents = read(stamps());
    this.watcher = Thread.ofVirtual().name("user-tools").start(this::watch);
  }

  @Override
  public List<Tool> tools() {
    return contents.tools();
  }

  @Override
  public List<String> problems() {
    return contents.problems();
  }

  @Override
  public void onChange(Runnable listener) {
    changed = listener;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(settings.look());
        Map<Path, Stamp> now = stamps();
        if (!now.equals(contents.files())) {
          contents = read(now);
          changed.run();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new TreeMap<>();
    if (!Files.isDirectory(settings.folder())) {
      return stamps;
    }
    try (Stream<Path> files = Files.list(settings.folder())) {
      for (Path file : files.filter(ToolFolder::isTool).sorted().limit(settings.maxFiles()).toList()) {
        stamps.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
      }
    } catch (IOException gone) {
      log.debug("the folder {} changes while it is looked at: {}", settings.folder(), gone.getMessage());
    }
    return stamps;
  }

  private static boolean isTool(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[^.].*\\.(yaml|yml|java)") && Files.isRegularFile(file);
  }

  private Contents read(Map<Path, Stamp> files) {
    List<Tool> tools = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files.keySet()) {
      try {
        tools.addAll(tools(file));
      } catch (ToolProblem problem) {
        String told = file.getFileName() + Optional.ofNullable(problem.getMessage()).orElse("");
        log.warn("no tool from {}", told);
        problems.add(told);
      }
    }
    return new Contents(files, List.copyOf(tools), List.copyOf(problems));
  }

  private List<Tool> tools(Path file) throws ToolProblem {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new ToolProblem(": cannot be read: " + unreadable.getMessage());
    }
    if (file.toString().endsWith(".java")) {
      return JavaTools.of(file.getFileName().toString(), text, context.json());
    }
    CommandDefinition definition = CommandDefinition.of(text, settings.timeout());
    return List.of(new CommandTool(definition, settings, context));
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
