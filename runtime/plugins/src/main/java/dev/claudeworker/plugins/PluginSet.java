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
      return file.troubled(PluginRefusals.needsRestart(file, "its file was removed"));
    }
    files.remove(file.path());
    retire(file);
    return true;
  }

  /** Loads what the file holds now, if it may be; else what runs goes on. */
  void change(PluginFile file) {
    if (isPinned(file)) {
      file.troubled(PluginRefusals.needsRestart(file, "its file has changed"));
    } else if (file.active().isEmpty()) {
      load(file);
    } else {
      replace(file, file);
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
      return file.troubled(PluginRefusals.needsRestart(file, "it is disabled"));
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
      file.describedAs(file.description().orElseThrow().providing(capabilities.providedBy(plugin.name())));
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

  /**
   * Starts what a file holds instead of what runs of another, or of the same one before. What runs goes on if that fails, and
   * its description says why.
   *
   * @return whether it was replaced
   */
  boolean replace(PluginFile before, PluginFile after) {
    ActivePlugin running = before.active().orElseThrow();
    JarSource source = null;
    try {
      source = source(after);
      PluginJar jar = PluginJar.read(source);
      Optional<String> signer = checkTrust(after, jar);
      refuseNameTaken(jar, before);
      refuseStray(jar);
      PluginStarter.Started started = startInstead(before, jar);
      unload(running);
      if (before != after) {
        files.remove(before.path());
      }
      files.put(after.path(), after);
      taken(after, started, signer);
      return true;
    } catch (WorkerException refused) {
      before.troubled(PluginRefusals.goesOn(running, after, refused));
      if (source != null) {
        copies.drop(source);
      }
      return false;
    }
  }

  /** The old one makes room and is put back if the new one fails. Those that use its classes are tried again afterwards. */
  private PluginStarter.Started startInstead(PluginFile before, PluginJar jar) {
    ActivePlugin running = before.active().orElseThrow();
    endUsers(before);
    running.detach();
    try {
      PluginStarter.Started started = starter.start(jar);
      registerInstead(before, started);
      return started;
    } catch (WorkerException broken) {
      running.attach();
      throw broken;
    }
  }

  private void registerInstead(PluginFile before, PluginStarter.Started started) {
    capabilities.unregister(before.active().orElseThrow().name());
    try {
      register(started);
    } catch (WorkerException refused) {
      registerAgain(before);
      throw refused;
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
      refuseNameTaken(jar, file);
      refuseStray(jar);
      PluginStarter.Started started = starter.start(jar);
      register(started);
      taken(file, started, signer);
    } catch (WorkerException broken) {
      file.fails(PluginDescription.of(jar, PluginState.FAILED).failed(broken), broken);
      copies.drop(jar.source());
    }
  }

  private void taken(PluginFile file, PluginStarter.Started started, Optional<String> signer) {
    PluginJar jar = started.plugin().jar();
    file.read(jar);
    file.starts(
        started.plugin(),
        PluginDescription.of(jar, PluginState.ACTIVE).active(capabilities.providedBy(jar.name()), signer));
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
    endUsers(file);
    capabilities.unregister(plugin.name());
    unload(plugin);
    file.becomes(PluginDescription.of(plugin.jar(), PluginState.FAILED));
  }

  private void endUsers(PluginFile file) {
    ActivePlugin plugin = file.active().orElseThrow();
    for (PluginFile other : List.copyOf(files.values())) {
      if (other != file && other.active().filter(user -> user.dependsOn().contains(plugin.name())).isPresent()) {
        fail(other, other.active().orElseThrow().jar(), PluginRefusals.dependencyGone(other, plugin));
      }
    }
  }

  private void unload(ActivePlugin plugin) {
    plugin.detach();
    retired.accept(plugin);
  }

  private static boolean isPinned(PluginFile file) {
    return file.active().filter(plugin -> plugin.uses().isPinned()).isPresent();
  }

  private void refuseNameTaken(PluginJar jar, PluginFile own) {
    named(jar.name()).filter(present -> present.active().isPresent() && present != own).ifPresent(present -> {
      throw PluginRefusals.nameTaken(present, jar);
    });
  }

  /** Many libraries are bundles too; such a jar is welcome only if a plugin here needs it. */
  private void refuseStray(PluginJar jar) {
    Optional<BundleHeaders> bundle = jar.bundle().filter(headers -> !headers.usesSpi());
    if (bundle.isPresent() && !isNeeded(jar, bundle.get())) {
      throw PluginRefusals.stray(jar, bundle.get());
    }
  }

  private boolean isNeeded(PluginJar jar, BundleHeaders bundle) {
    return files.values()
        .stream()
        .filter(file -> !file.path().equals(jar.file()))
        .flatMap(file -> file.jar().flatMap(PluginJar::bundle).stream())
        .anyMatch(bundle::mayServe);
  }
}
