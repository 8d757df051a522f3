package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.SpiWall;
import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.pf4j.AbstractPluginManager;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultExtensionFinder;
import org.pf4j.DefaultVersionManager;
import org.pf4j.DependencyResolver;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginLoader;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStateEvent;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.VersionManager;

/**
 * PF4J's manager with the parts it needs here: the registry decides which files are loaded and whether they are enabled,
 * and every plugin's class loader stands behind the wall.
 */
final class WalledPluginManager extends AbstractPluginManager {

  private final SpiWall wall;

  WalledPluginManager(SpiWall wall) {
    super(List.of(Path.of("."))); // not scanned: files are loaded one by one
    this.wall = wall;
    setSystemVersion(SpiVersion.CURRENT);
  }

  /** Loads the plugin of a jar and finds the plugins it depends on. */
  void load(PluginJar jar) {
    try {
      loadPlugin(jar.source().content());
    } catch (DependencyResolver.DependenciesNotFoundException missing) {
      throw new WorkerException(
          PluginErrors.MISSING_DEPENDENCY,
          "the plugin file " + jar.file() + " depends on plugins that are not loaded: "
              + String.join(", ", missing.getDependencies()),
          "Put them into the plugins folder; it is tried again when they are there.",
          missing);
    } catch (DependencyResolver.DependenciesWrongVersionException unfit) {
      throw new WorkerException(
          PluginErrors.MISSING_DEPENDENCY,
          "the plugin file " + jar.file() + " depends on other versions of plugins than are loaded: "
              + unfit.getDependencies()
                  .stream()
                  .map(wrong -> wrong.getDependencyId() + " " + wrong.getRequiredVersion() + " (loaded: "
                      + wrong.getExistingVersion() + ")")
                  .collect(Collectors.joining(", ")),
          "Put versions that fit into the plugins folder; it is tried again when they are there.",
          unfit);
    }
  }

  /** Takes a plugin out of all lists without stopping it, so that another one of its name can come in. */
  void forget(PluginWrapper plugin) {
    plugins.remove(plugin.getPluginId(), plugin);
    pluginClassLoaders.remove(plugin.getPluginId(), plugin.getPluginClassLoader());
    List.of(unresolvedPlugins, resolvedPlugins, startedPlugins).forEach(list -> list.remove(plugin));
    // Else the extension finder would go on answering for it.
    firePluginStateEvent(new PluginStateEvent(this, plugin, plugin.getPluginState()));
  }

  /** Puts a plugin that was forgotten while it ran into all lists again. */
  void remember(PluginWrapper plugin) {
    plugins.put(plugin.getPluginId(), plugin);
    pluginClassLoaders.put(plugin.getPluginId(), plugin.getPluginClassLoader());
    List.of(resolvedPlugins, startedPlugins).forEach(list -> list.add(plugin));
    firePluginStateEvent(new PluginStateEvent(this, plugin, plugin.getPluginState()));
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new JarPluginLoader(this) {
      @Override
      protected PluginClassLoader createPluginClassLoader(Path jar, PluginDescriptor descriptor) {
        // Parent first, so that nothing in a jar can shadow the SPI; the wall hides everything else.
        return new PluginClassLoader(WalledPluginManager.this, descriptor, wall, ClassLoadingStrategy.APD);
      }
    };
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return new EntryClassFactory();
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    var inManifest = new ManifestPluginDescriptorFinder();
    var inProperties = new PropertiesPluginDescriptorFinder();
    return new PluginDescriptorFinder() {
      @Override
      public boolean isApplicable(Path jar) {
        return inManifest.isApplicable(jar);
      }

      @Override
      public PluginDescriptor find(Path jar) {
        PluginDescriptor found = inManifest.find(jar);
        return found.getPluginId() == null || found.getPluginId().isEmpty() ? inProperties.find(jar) : found;
      }
    };
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    var finder = new DefaultExtensionFinder(this);
    addPluginStateListener(finder); // else it would not see plugins loaded after its first look
    return finder;
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.of();
      }

      @Override
      public boolean deletePluginPath(Path file) {
        return false;
      }
    };
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String plugin) {
        return false;
      }

      @Override
      public void disablePlugin(String plugin) {}

      @Override
      public void enablePlugin(String plugin) {}
    };
  }
}
