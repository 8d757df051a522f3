package dev.claudeworker.plugins.osgi;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.ServiceEntryPoints;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bundle: a plugin, or a library that other bundles need. */
final class OsgiPlugin implements LoadedPlugin {

  private static final Logger log = LoggerFactory.getLogger(OsgiPlugin.class);

  private final PluginJar jar;
  private final Bundle bundle;
  private final FelixFramework felix;
  private final Map<Long, OsgiPlugin> running;
  private List<WorkerPlugin> ofServicesEntry = List.of();
  private Optional<ClassLoader> loader = Optional.empty();

  OsgiPlugin(PluginJar jar, Bundle bundle, FelixFramework felix, Map<Long, OsgiPlugin> running) {
    this.jar = jar;
    this.bundle = bundle;
    this.felix = felix;
    this.running = running;
  }

  /** Starts the bundle and finds its entry points: its services, or what its services entry names. */
  void start() {
    try {
      bundle.start(Bundle.START_TRANSIENT);
    } catch (BundleException failed) {
      throw BundleFailures.ofStart(jar, failed);
    }
    loader = Optional.of(bundle.adapt(BundleWiring.class).getClassLoader());
    if (services().isEmpty()) {
      ofServicesEntry = ServiceEntryPoints.of(classLoader());
    }
    if (entryPoints().isEmpty() && !isLibrary()) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the bundle " + jar.name() + " provides nothing: when it started it registered no service of the type "
              + WorkerPlugin.class.getName() + ", and " + jar.file() + " has no services entry for it",
          "Register the implementation in its BundleActivator, or add META-INF/services/" + WorkerPlugin.class.getName()
              + ".");
    }
  }

  private boolean isLibrary() {
    return jar.bundle().filter(headers -> !headers.usesSpi() || !headers.exports().isEmpty()).isPresent();
  }

  @Override
  public PluginJar jar() {
    return jar;
  }

  @Override
  public List<WorkerPlugin> entryPoints() {
    List<WorkerPlugin> services = services();
    return services.isEmpty() ? ofServicesEntry : services;
  }

  private List<WorkerPlugin> services() {
    return BundleServices.of(bundle, felix.context());
  }

  @Override
  public ClassLoader classLoader() {
    return loader.orElseThrow();
  }

  @Override
  public Set<String> dependsOn() {
    return bundle.adapt(BundleWiring.class)
        .getRequiredWires(null)
        .stream()
        .map(wire -> running.get(wire.getProviderWiring().getBundle().getBundleId()))
        .filter(provider -> provider != null && provider != this)
        .map(provider -> provider.jar.name())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void detach() {
    // The framework allows two bundles of one name.
  }

  @Override
  public void attach() {
    // As for detaching.
  }

  @Override
  public void unload() {
    running.remove(bundle.getBundleId());
    try {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
        felix.dropUninstalled();
      }
    } catch (BundleException | RuntimeException | LinkageError broken) {
      log.warn("The bundle {} could not be stopped cleanly and is dropped as it is.", jar.name(), broken);
    }
  }
}
