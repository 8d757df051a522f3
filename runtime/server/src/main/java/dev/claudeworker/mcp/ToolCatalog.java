package dev.claudeworker.mcp;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tools, resources and prompts of all plugins, as they are now. Safe for use from any thread. */
public final class ToolCatalog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ToolCatalog.class);

  private final JsonCodec json;
  private final ToolSelection offered;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** By name of the set, so that lists have a stable order. Guarded by this. */
  private final Map<String, Offer> offers = new TreeMap<>();

  /** What the lists were when somebody last asked; empty after a change. Guarded by this. */
  private Optional<Contents> contents = Optional.empty();

  /** Close it to hear no more. */
  public interface Listening extends AutoCloseable {

    @Override
    void close();
  }

  private record Offer(String plugin, ToolSet set) {}

  private record Contents(
      Map<String, OfferedTool> tools, List<Resource> resources, Map<String, Prompt> prompts, List<String> problems) {}

  /** A catalog without tools. */
  public ToolCatalog(JsonCodec json, List<String> offer) {
    this.json = json;
    this.offered = new ToolSelection(offer);
  }

  /**
   * Takes a set in; the catalog closes it.
   *
   * @param name name of the set
   * @param plugin the plugin that offers it
   * @param set its tools
   */
  public void add(String name, String plugin, ToolSet set) {
    set.onChange(this::changed);
    synchronized (this) {
      offers.put(name, new Offer(plugin, set));
    }
    changed();
  }

  /** Lets a set go and closes it. */
  public void remove(String name) {
    Optional<Offer> gone;
    synchronized (this) {
      gone = Optional.ofNullable(offers.remove(name));
    }
    gone.ifPresent(offer -> offer.set().close());
    changed();
  }

  /** Tells somebody whenever a list has changed; close it to hear no more. */
  public Listening listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void changed() {
    synchronized (this) {
      contents = Optional.empty();
    }
    listeners.forEach(Runnable::run);
  }

  /** The offered tools, in a stable order. */
  public Collection<OfferedTool> tools() {
    return contents().tools().values();
  }

  /** An offered tool. */
  public Optional<OfferedTool> tool(String name) {
    return Optional.ofNullable(contents().tools().get(name));
  }

  /** What keeps tools from being there. */
  public List<String> problems() {
    return contents().problems();
  }

  List<Resource> resources() {
    return contents().resources();
  }

  Collection<Prompt> prompts() {
    return contents().prompts().values();
  }

  Optional<Prompt> prompt(String name) {
    return Optional.ofNullable(contents().prompts().get(name));
  }

  private synchronized Contents contents() {
    Contents now = contents.orElseGet(this::collect);
    contents = Optional.of(now);
    return now;
  }

  private Contents collect() {
    Map<String, OfferedTool> tools = new LinkedHashMap<>();
    List<Resource> resources = new ArrayList<>();
    Map<String, Prompt> prompts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    offers.forEach((name, offer) -> {
      for (Tool tool : asked(offer, ToolSet::tools)) {
        if (offered.includes(tool.descriptor().name())) {
          add(tools, offer, tool);
        }
      }
      problems.addAll(asked(offer, ToolSet::problems));
      resources.addAll(asked(offer, ToolSet::resources));
      asked(offer, ToolSet::prompts).forEach(prompt -> prompts.putIfAbsent(prompt.name(), prompt));
    });
    return new Contents(tools, List.copyOf(resources), prompts, List.copyOf(problems));
  }

  /** A set that cannot even list what it has offers nothing. */
  private static <T> List<T> asked(Offer offer, Function<ToolSet, List<T>> list) {
    try {
      return list.apply(offer.set());
    } catch (WorkerException failed) {
      log.error("{} {}", failed.getMessage(), failed.suggestion());
      return List.of();
    }
  }

  private void add(Map<String, OfferedTool> tools, Offer offer, Tool tool) {
    String name = tool.descriptor().name();
    OfferedTool present = tools.get(name);
    if (present != null) {
      log.warn("the plugins {} and {} both offer the tool '{}'; the first one stays", present.plugin(),
          offer.plugin(), name);
      return;
    }
    try {
      tools.put(name, new OfferedTool(
          offer.plugin(), tool.descriptor(), tool, SchemaCheck.of(tool.descriptor(), json)));
    } catch (IllegalArgumentException wrong) {
      log.error("the tool {} of the plugin {} is left out: {}", name, offer.plugin(), wrong.getMessage());
    }
  }

  @Override
  public void close() {
    List<String> names;
    synchronized (this) {
      names = List.copyOf(offers.keySet());
    }
    names.forEach(this::remove);
  }
}
