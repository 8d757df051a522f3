package dev.claudeworker.plugins.osgi;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginContainer;
import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginFailures;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.PluginKind;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Runs bundles. Felix is started when the first one comes, since most servers have none. */
public final class OsgiContainer implements PluginContainer {

  private final Path cache;
  private final BundleServices services;

  /** By bundle id; written by the one thread that loads, read by threads of bundles too. */
  private final Map<Long, OsgiPlugin> running = new ConcurrentHashMap<>();

  private Optional<FelixFramework> framework = Optional.empty();

  /**
   * Creates a container without bundles.
   *
   * @param cache a folder for unpacked bundles, emptied when the first bundle comes; its parent must exist then
   * @param servicesChanged told the name of a plugin whose services came or went while it ran; called by any thread
   */
  public OsgiContainer(Path cache, Consumer<String> servicesChanged) {
    this.cache = cache;
    this.services =
        new BundleServices(bundle -> Optional.ofNullable(running.get(bundle))
            .ifPresent(plugin -> servicesChanged.accept(plugin.jar().name())));
  }

  @Override
  public Set<PluginKind> kinds() {
    return Set.of(PluginKind.OSGI);
  }

  @Override
  public LoadedPlugin load(PluginJar jar) {
    FelixFramework felix = framework(jar);
    Bundle bundle = install(felix, jar);
    var plugin = new OsgiPlugin(jar, bundle, felix, running);
    try {
      plugin.start();
      running.put(bundle.getBundleId(), plugin);
      return plugin;
    } catch (RuntimeException | Error broken) {
      plugin.unload();
      throw broken;
    }
  }

  private FelixFramework framework(PluginJar jar) {
    if (framework.isPresent()) {
      return framework.get();
    }
    try {
      FelixFramework started = FelixFramework.start(cache);
      services.listen(started.context());
      framework = Optional.of(started);
      return started;
    } catch (BundleException | IOException failed) {
      throw new WorkerException(
          PluginErrors.FAILED,
          "the bundle " + jar.name() + " cannot be run: the framework for bundles does not start: "
              + failed.getMessage(),
          "Check that " + cache + " can be written, and see the server's log.",
          failed);
    }
  }

  private static Bundle install(FelixFramework felix, PluginJar jar) {
    try (InputStream content = Files.newInputStream(jar.source().content())) {
      return felix.context().installBundle(jar.source().content().toUri() + "#" + System.nanoTime(), content);
    } catch (BundleException | IOException refused) {
      throw PluginFailures.of(jar.name(), "to be installed", BundleFailures.rootOf(refused));
    }
  }

  @Override
  public void close() {
    framework.ifPresent(FelixFramework::stop);
    framework = Optional.empty();
    running.clear();
  }
}
