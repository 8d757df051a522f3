package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The factories of one capability by name. Safe for use from any thread.
 *
 * @param <F> the factory type of the capability
 */
public final class FactoryRegistry<F> {

  private static final String NAME_PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  private final String capability;
  private final ConcurrentHashMap<String, RegisteredFactory<F>> factories = new ConcurrentHashMap<>();
  private final List<FactoryListener<F>> listeners = new CopyOnWriteArrayList<>();

  FactoryRegistry(String capability) {
    this.capability = capability;
  }

  /** The word for this capability, for example {@code executor}. */
  public String capability() {
    return capability;
  }

  /**
   * Finds a factory.
   *
   * @param name its name
   * @return the factory, empty if no plugin provides one of that name
   */
  public Optional<RegisteredFactory<F>> find(String name) {
    return Optional.ofNullable(factories.get(name));
  }

  /**
   * Finds a factory that must be there.
   *
   * @param name its name
   * @return the factory
   * @throws WorkerException that lists the known names, if no plugin provides it
   */
  public RegisteredFactory<F> require(String name) {
    return find(name).orElseThrow(() -> notProvided(name));
  }

  /** The known names, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(factories.keySet());
  }

  /** What is registered, sorted by name. */
  List<RegisteredFactory<F>> all() {
    return factories.values().stream().sorted(Comparator.comparing(RegisteredFactory::name)).toList();
  }

  /**
   * Tells somebody of everything that comes and goes from now on.
   *
   * @param listener who is told
   */
  public void listen(FactoryListener<F> listener) {
    listeners.add(listener);
  }

  void register(RegisteredFactory<F> added) {
    if (!added.name().matches(NAME_PATTERN)) {
      throw new WorkerException(
          PluginErrors.FAILED,
          "the plugin %s names its %s '%s'".formatted(added.plugin(), capability, added.name()),
          "Names are lower-case letters, digits and '-', at most 64 characters. Report it to the plugin's author.");
    }
    RegisteredFactory<F> present = factories.putIfAbsent(added.name(), added);
    if (present != null) {
      throw new WorkerException(
          PluginErrors.NAME_TAKEN,
          "the plugins %s and %s both provide the %s '%s'; the first one stays".formatted(
              present.plugin(), added.plugin(), capability, added.name()),
          "Remove one of the two plugins.");
    }
    listeners.forEach(listener -> listener.added(added));
  }

  void unregister(String plugin) {
    for (RegisteredFactory<F> registered : List.copyOf(factories.values())) {
      if (registered.plugin().equals(plugin) && factories.remove(registered.name(), registered)) {
        listeners.forEach(listener -> listener.removed(registered));
      }
    }
  }

  List<String> providedBy(String plugin) {
    return factories.values()
        .stream()
        .filter(registered -> registered.plugin().equals(plugin))
        .map(registered -> capability + " " + registered.name())
        .sorted()
        .toList();
  }

  private WorkerException notProvided(String name) {
    Set<String> known = names();
    String list = known.isEmpty() ? "none is loaded" : "known: " + String.join(", ", known);
    String nearest = NearestName.suggestion(name, known).map(found -> "Did you mean '" + found + "'? ").orElse("");

    return new WorkerException(
        PluginErrors.NOT_PROVIDED,
        "no plugin provides the %s '%s' (%s)".formatted(capability, name, list),
        nearest + "Use a known name, or put the plugin that provides it into the plugins folder.");
  }
}
