package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.WorkerPlugin;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that plugins can offer: how they are asked for it, how it is guarded, which keys it takes, and the registry it goes
 * into.
 *
 * @param <F> its factory type
 */
final class Capability<F> {

  private final FactoryRegistry<F> registry;
  private final Function<WorkerPlugin, List<F>> asked;
  private final BiFunction<F, PluginGuard, F> guarded;
  private final Function<F, String> nameOf;
  private final Function<F, ConfigSchema> schemaOf;
  private final FactoryKind kind;

  Capability(
      FactoryKind kind, Function<WorkerPlugin, List<F>> asked, BiFunction<F, PluginGuard, F> guarded,
      Function<F, String> nameOf, Function<F, ConfigSchema> schemaOf) {
    this.kind = kind;
    this.registry = new FactoryRegistry<>(kind.word());
    this.asked = asked;
    this.guarded = guarded;
    this.nameOf = nameOf;
    this.schemaOf = schemaOf;
  }

  FactoryRegistry<F> registry() {
    return registry;
  }

  /** The keys of all registered factories. */
  Stream<OfferedSchema> schemas() {
    return registry.all()
        .stream()
        .map(found -> new OfferedSchema(found.plugin(), kind, schemaOf.apply(found.factory())));
  }

  /** Asks an entry point for its factories; registers nothing yet. */
  List<Runnable> registrations(WorkerPlugin entryPoint, PluginGuard guard, String plugin, PluginUses uses) {
    return guard.call("for its " + registry.capability() + "s", () -> asked.apply(entryPoint))
        .stream()
        .map(factory -> guarded.apply(factory, guard))
        .map(factory -> new RegisteredFactory<>(nameOf.apply(factory), plugin, factory, uses))
        .<Runnable>map(factory -> () -> registry.register(factory))
        .toList();
  }
}
