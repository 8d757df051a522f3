package dev.claudeworker.plugins;

import dev.claudeworker.plugins.trust.PluginTrust;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugin files that are known and what runs of them. Used by the registry only, under its lock. */
final class PluginSet {

  private static final Logger log = LoggerFactory.getLogger(PluginSet.class);

  private final Capabilities capabilities;
  private final PluginStarter starter;
  private final PluginTrust trust;
  private final JarCopies copies;
  private final Consumer<ActivePlugin> retired;

  private final Map<Path, PluginFile> files = new LinkedHashMap<>();
  private Set<String> disabled = Set.of();

  /**
   * Creates an empty set.
   *
   * @param retired takes a plugin that is not registered any more, to unload it once nobody uses it
   */
  PluginSet(
      Capabilities capabilities, PluginStarter starter, PluginTrust trust, JarCopies copies,
      Consumer<ActivePlugin> retired) {
    this.capabilities = capabilities;
    this.starter = starter;
    this.trust = trust;
    this.copies = copies;
    this.retired = retired;
  }

  Collection<PluginFile> files() {
    return files.values();
  }

  Optional<PluginFile> file(Path path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The file of a plugin: the one that is active, or else any of its name. */
  Optional<PluginFile> named(String plugin) {
    return files.values()
        .stream()
        .filter(file -> file.isNamed(plugin) && file.active().isPresent())
        .findFirst()
        .or(() -> files.values().stream().filter(file -> file.isNamed(plugin)).findFirst());
  }

  void add(PluginFile file) {
    files.put(file.path(), file);
    load(file);
  }

  /** Takes a file that is gone out, unless the server stands on its plugin; whether that changes anything. */
  boolean remove(PluginFile file) {
    if (isPinned(file)) {
      return file.troubled(needsRestart(file, "its file was removed"));
    }
    files.remove(file.path());
    retire(file);
    return true;
  }

  /** Loads what the file holds now, if it may be; else what runs goes on. */
  void change(PluginFile file) {
    if (isPinned(file)) {
      file.troubled(needsRestart(file, "its file has changed"));
    } else if (file.active().isEmpty()) {
      load(file);
    } else {
      replace(file);
    }
  }

  /** Switches plugins on and off; the named ones are to be off. Whether that changes anything. */
  boolean disable(Set<String> names) {
    boolean changed = false;
    disabled = Set.copyOf(names);
    for (PluginFile file : List.copyOf(files.values())) {
      boolean off = file.description().filter(known -> disabled.contains(known.name())).isPresent();
      boolean wasOff = file.description().filter(known -> known.state() == PluginState.DISABLED).isPresent();
      if (off && file.active().isPresent()) {
        changed |= disable(file);
      } else if (off != wasOff) {
        load(file);
        changed = true;
      }
    }
    return changed;
  }

  private boolean disable(PluginFile file) {
    if (isPinned(file)) {
      return file.troubled(needsRestart(file, "it is disabled"));
    }
    PluginJar jar = file.active().orElseThrow().jar();
    retire(file);
    file.becomes(PluginDescription.of(jar, PluginState.DISABLED));
    return true;
  }

  /** Tries plugins again that waited for others, until nothing moves any more; then says what is still wrong. */
  void settle() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (PluginFile file : List.copyOf(files.values())) {
        if (file.isWaitingForOthers()) {
          load(file);
          moved |= file.active().isPresent();
        }
      }
    }
    for (PluginFile file : files.values()) {
      file.takeUntold().ifPresent(error -> log.warn("{} {}", error.getMessage(), error.suggestion(), error));
    }
  }

  /** A bundle's services came or went: what it offers now is registered instead. */
  void registerAgain(PluginFile file) {
    ActivePlugin plugin = file.active().orElseThrow();
    capabilities.unregister(plugin.name());
    try {
      plugin.registrations(capabilities).forEach(Runnable::run);
      file.describedAs(file.description().orElseThrow().active(capabilities.providedBy(plugin.name()), signer(file)));
    } catch (WorkerException broken) {
      fail(file, plugin.jar(), broken);
    }
  }

  /** Lets go of everything, the last one first. */
  void retireAll() {
    new ArrayList<>(files.values()).reversed().forEach(this::retire);
    files.clear();
  }

  private void load(PluginFile file) {
    read(file).ifPresent(jar -> start(file, jar));
  }

  private void replace(PluginFile file) {
    ActivePlugin before = file.active().orElseThrow();
    JarSource source = null;
    try {
      source = source(file);
      PluginJar jar = PluginJar.read(source);
      checkTrust(file, jar);
      retire(file);
      file.read(jar);
      start(file, jar);
    } catch (WorkerException refused) {
      file.troubled(new WorkerException(
          refused.errorCode(), refused.getMessage() + "; version " + before.jar().version() + " goes on running",
          refused.suggestion(), refused));
      if (source != null) {
        copies.drop(source);
      }
    }
  }

  /** Reads what a file says; empty if it is refused or disabled, which its description then tells. */
  private Optional<PluginJar> read(PluginFile file) {
    JarSource source = JarSource.installed(file.path());
    try {
      source = source(file);
      PluginJar jar = PluginJar.read(source);
      file.read(jar);
      if (!disabled.contains(jar.name())) {
        return Optional.of(jar);
      }
      file.becomes(PluginDescription.of(jar, PluginState.DISABLED));
    } catch (WorkerException unreadable) {
      file.fails(PluginDescription.unreadable(source, unreadable), unreadable);
    }
    copies.drop(source);
    return Optional.empty();
  }

  private JarSource source(PluginFile file) {
    return file.installed() ? JarSource.installed(file.path()) : copies.copy(file.path());
  }

  private void start(PluginFile file, PluginJar jar) {
    try {
      Optional<String> signer = checkTrust(file, jar);
      refuseNameTaken(jar);
      refuseStray(jar);
      PluginStarter.Started started = starter.start(jar);
      register(started);
      file.starts(
          started.plugin(),
          PluginDescription.of(jar, PluginState.ACTIVE).active(capabilities.providedBy(jar.name()), signer));
    } catch (WorkerException broken) {
      file.fails(PluginDescription.of(jar, PluginState.FAILED).failed(broken), broken);
      copies.drop(jar.source());
    }
  }

  /** Registers all that a plugin provides, or nothing of it. */
  private void register(PluginStarter.Started started) {
    try {
      started.registrations().forEach(Runnable::run);
    } catch (WorkerException refused) {
      capabilities.unregister(started.plugin().name());
      unload(started.plugin());
      throw refused;
    }
  }

  private Optional<String> checkTrust(PluginFile file, PluginJar jar) {
    JarSource source = jar.source();
    return file.installed()
        ? Optional.empty()
        : trust.check(jar.name(), source.file(), source.content(), source.sha256());
  }

  private Optional<String> signer(PluginFile file) {
    return file.description().flatMap(PluginDescription::signer);
  }

  private void fail(PluginFile file, PluginJar jar, WorkerException broken) {
    retire(file);
    file.fails(PluginDescription.of(jar, PluginState.FAILED).failed(broken), broken);
  }

  /** Ends a plugin for newcomers, after those that use its classes. What it is doing, it does to the end. */
  private void retire(PluginFile file) {
    if (file.active().isEmpty()) {
      return;
    }
    ActivePlugin plugin = file.active().get();
    for (PluginFile other : List.copyOf(files.values())) {
      if (other != file && other.active().filter(user -> user.dependsOn().contains(plugin.name())).isPresent()) {
        fail(other, other.active().orElseThrow().jar(), dependencyGone(other, plugin));
      }
    }
    capabilities.unregister(plugin.name());
    unload(plugin);
    file.becomes(PluginDescription.of(plugin.jar(), PluginState.FAILED));
  }

  private void unload(ActivePlugin plugin) {
    plugin.detach();
    retired.accept(plugin);
  }

  private static boolean isPinned(PluginFile file) {
    return file.active().filter(plugin -> plugin.uses().isPinned()).isPresent();
  }

  private void refuseNameTaken(PluginJar jar) {
    named(jar.name()).filter(present -> present.active().isPresent() && !present.path().equals(jar.file()))
        .ifPresent(present -> {
          throw new WorkerException(
              PluginErrors.NAME_TAKEN,
              "the files %s and %s are both the plugin '%s'; the first one stays".formatted(
                  present.path(), jar.file(), jar.name()),
              "Remove one of the two files.");
        });
  }

  /** Many libraries are bundles too; such a jar is welcome only if a plugin here needs it. */
  private void refuseStray(PluginJar jar) {
    Optional<BundleHeaders> bundle = jar.bundle().filter(headers -> !headers.usesSpi());
    if (bundle.isPresent() && !isNeeded(jar, bundle.get())) {
      throw new WorkerException(
          PluginErrors.STRAY_LIBRARY,
          "the file %s is the bundle %s but not a plugin: it does not import the SPI, and no other bundle here needs it"
              .formatted(jar.file(), bundle.get().symbolicName()),
          "Move it out of the plugins folder if it is a library: plugins carry theirs inside. If it is meant to be a"
              + " plugin, its Import-Package must name dev.claudeworker.spi.");
    }
  }

  private boolean isNeeded(PluginJar jar, BundleHeaders bundle) {
    return files.values()
        .stream()
        .filter(file -> !file.path().equals(jar.file()))
        .flatMap(file -> file.jar().flatMap(PluginJar::bundle).stream())
        .anyMatch(bundle::mayServe);
  }

  private static WorkerException needsRestart(PluginFile file, String what) {
    return new WorkerException(
        PluginErrors.NEEDS_RESTART,
        "the plugin %s (%s) is the storage in use: %s, and that has no effect while the server runs".formatted(
            file.active().orElseThrow().name(), file.path(), what),
        "Restart the server: claude-worker server restart.");
  }

  private static WorkerException dependencyGone(PluginFile file, ActivePlugin gone) {
    return new WorkerException(
        PluginErrors.MISSING_DEPENDENCY,
        "the plugin file %s depends on the plugin %s, which was taken away or replaced".formatted(
            file.path(), gone.name()),
        "Put it back into the plugins folder; it is tried again when it is there.");
  }
}
