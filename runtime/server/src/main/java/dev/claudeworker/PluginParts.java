package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfiguredKey;
import dev.claudeworker.config.ImpliedValue;
import dev.claudeworker.config.UnknownVariables;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.plugins.FactoryKind;
import dev.claudeworker.plugins.FactoryListener;
import dev.claudeworker.plugins.FactoryRegistry;
import dev.claudeworker.plugins.OfferedSchema;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.RegisteredFactory;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.tool.ToolFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what plugins offer with the plugins' own sections of the configuration. */
final class PluginParts {

  private static final Logger log = LoggerFactory.getLogger(PluginParts.class);

  private static final ErrorCode WRONG_CONFIGURATION = ErrorCode.configuration("plugin_configuration");

  private final PluginRegistry registry;
  private final Configuration configuration;
  private final Function<String, ServerPluginContext> contexts;
  private final ConfigReader options;

  PluginParts(
      PluginRegistry registry, Configuration configuration, Function<String, ServerPluginContext> contexts,
      ConfigReader options) {
    this.registry = registry;
    this.configuration = configuration;
    this.contexts = contexts;
    this.options = options;
  }

  /** Opens the storage that the configuration chooses. */
  Storage openStorage() throws ConfigurationException {
    return withStorage(StorageFactory::create);
  }

  /** What is done with a storage's factory. */
  @FunctionalInterface
  interface StorageUse<T> {
    T with(StorageFactory factory, PluginConfig config, PluginContext context);
  }

  /** Uses the factory of the storage that the configuration chooses; it stays loaded. */
  <T> T withStorage(StorageUse<T> use) throws ConfigurationException {
    RegisteredFactory<StorageFactory> factory =
        registry.storageFactories().require(configuration.section("storage").text("type"));
    PluginConfig config =
        read(factory.plugin(), factory.factory().schema(), ImpliedValue.of(FactoryKind.STORAGE, configuration));
    factory.uses().pin();
    return use.with(factory.factory(), config, contexts.apply(factory.plugin()));
  }

  /** All executors whose section is right; wrong sections are all told. */
  PluginExecutors executors() throws ConfigurationException {
    List<ConfiguredExecutors> configured = all(registry.executorFactories(), this::configured);
    checkVariables();
    warnOfUnusedSections();
    var executors = new PluginExecutors(List.of(), options);
    var offered = new OfferedExecutors(executors, registry.executorFactories()::names);
    configured.forEach(offered::add);
    registry.executorFactories().listen(following(this::configured, offered::add, offered::remove));
    return executors;
  }

  /** What a factory offers, with its plugin's section of the configuration. */
  @FunctionalInterface
  private interface Configuring<F, C> {
    C of(RegisteredFactory<F> factory) throws ConfigurationException;
  }

  /** What all factories of a capability offer; wrong sections are all told. */
  private static <F, C> List<C> all(FactoryRegistry<F> registry, Configuring<F, C> configuring)
      throws ConfigurationException {
    List<C> configured = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : registry.names()) {
      try {
        configured.add(configuring.of(registry.require(name)));
      } catch (ConfigurationException wrong) {
        problems.addAll(wrong.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return configured;
  }

  /** Hands on what comes and goes; with a wrong section a plugin fails. */
  private static <F, C> FactoryListener<F> following(
      Configuring<F, C> configuring, Consumer<C> add, Consumer<String> remove) {
    return new FactoryListener<>() {
      @Override
      public void added(RegisteredFactory<F> added) {
        try {
          add.accept(configuring.of(added));
        } catch (ConfigurationException wrong) {
          throw new WorkerException(
              WRONG_CONFIGURATION, String.join("; ", wrong.problems()), "Correct it and restart the server.");
        }
      }

      @Override
      public void removed(RegisteredFactory<F> removed) {
        remove.accept(removed.name());
      }
    };
  }

  private ConfiguredExecutors configured(RegisteredFactory<ExecutorFactory> registered) throws ConfigurationException {
    ExecutorFactory factory = registered.factory();
    PluginConfig config = read(registered.plugin(), factory.schema(), List.of());
    List<PluginExecutors.Configured> executors = new ArrayList<>();
    executors.add(new PluginExecutors.Configured(
        registered.name(), () -> factory.create(config, contexts.apply(registered.plugin())), factory.optionsSchema(),
        registered.uses()));
    for (String name : furtherNames(factory, config)) {
      executors.add(new PluginExecutors.Configured(
          name, () -> factory.createFurther(name, config, contexts.apply(registered.plugin())), factory.optionsSchema(),
          registered.uses()));
    }
    return new ConfiguredExecutors(registered.name(), executors);
  }

  private static Set<String> furtherNames(ExecutorFactory factory, PluginConfig config) throws ConfigurationException {
    try {
      return factory.furtherNames(config);
    } catch (WorkerException wrong) {
      throw new ConfigurationException(List.of(wrong.getMessage() + " " + wrong.suggestion()));
    }
  }

  /** How the keys of a plugin are set. */
  List<ConfiguredKey> keys(String plugin) {
    Map<String, ConfiguredKey> keys = new LinkedHashMap<>();
    for (OfferedSchema offered : schemas(plugin)) {
      configuration.plugins()
          .describe(plugin, offered.schema(), ImpliedValue.of(offered.kind(), configuration))
          .forEach(key -> keys.putIfAbsent(key.key().name(), key));
    }
    return List.copyOf(keys.values());
  }

  /** All notifiers whose section is right; wrong sections are all told. */
  List<PluginNotifiers.Configured> notifiers() throws ConfigurationException {
    return all(registry.notifierFactories(), this::configuredNotifier);
  }

  private PluginNotifiers.Configured configuredNotifier(RegisteredFactory<NotifierFactory> factory)
      throws ConfigurationException {
    boolean enabled = configuration.section("notify").bool("enabled");
    PluginConfig config = read(factory.plugin(), factory.factory().schema(), List.of());
    var context = contexts.apply(factory.plugin());
    return new PluginNotifiers.Configured(
        factory.name(), factory.plugin(),
        () -> enabled ? factory.factory().whyUnused(config, context) : Optional.of("notify.enabled is false"),
        () -> factory.factory().create(config, context), factory.uses());
  }

  /** Lets notifiers come and go with their plugins from now on. */
  void keepCurrent(PluginNotifiers notifiers) {
    registry.notifierFactories().listen(following(this::configuredNotifier, notifiers::add, notifiers::remove));
  }

  /** All sets of tools whose section is right; wrong sections are all told. */
  PluginTools tools(ToolCatalog catalog) throws ConfigurationException {
    var tools = new PluginTools(all(registry.toolFactories(), this::configuredTools), catalog);
    registry.toolFactories().listen(following(this::configuredTools, tools::add, tools::remove));
    return tools;
  }

  private PluginTools.Configured configuredTools(RegisteredFactory<ToolFactory> factory)
      throws ConfigurationException {
    PluginConfig config = read(factory.plugin(), factory.factory().schema(), List.of());
    return new PluginTools.Configured(factory.name(), factory.plugin(),
        () -> factory.factory().create(config, contexts.apply(factory.plugin())), factory.uses());
  }

  private PluginConfig read(String plugin, ConfigSchema schema, List<ImpliedValue> implied)
      throws ConfigurationException {
    ConfigReading reading = configuration.plugins().read(plugin, schema, keysOf(plugin), implied);
    if (!reading.problems().isEmpty()) {
      throw new ConfigurationException(
          reading.problems().stream().map(problem -> sentence(plugin, problem)).toList());
    }
    return reading.values();
  }

  private static String sentence(String plugin, ConfigProblem problem) {
    return "plugins." + plugin + "." + problem.key() + ": " + problem.message() + ". " + problem.suggestion();
  }

  /** All keys of all factories of a plugin: they share its section. */
  private Set<String> keysOf(String plugin) {
    Set<String> keys = new HashSet<>();
    for (OfferedSchema offered : schemas(plugin)) {
      offered.schema().keys().forEach(key -> keys.add(key.name()));
    }
    return keys;
  }

  private List<OfferedSchema> schemas(String plugin) {
    return registry.schemas().stream().filter(offered -> offered.plugin().equals(plugin)).toList();
  }

  private void checkVariables() throws ConfigurationException {
    UnknownVariables unknown = configuration.plugins().unknownVariables(registry.schemas());
    Stream.of(configuration.unusedVariables(), unknown.told()).flatMap(List::stream).forEach(log::warn);
    if (!unknown.refused().isEmpty()) {
      throw new ConfigurationException(unknown.refused());
    }
  }

  /** Not an error: the plugin may have been taken out for a while. */
  private void warnOfUnusedSections() {
    Set<String> loaded = new HashSet<>();
    registry.plugins().forEach(plugin -> loaded.add(plugin.name()));
    configuration.plugins()
        .names()
        .stream()
        .filter(name -> !loaded.contains(name))
        .forEach(name -> log.warn("the configuration has a section plugins.{}, but there is no such plugin", name));
  }
}
