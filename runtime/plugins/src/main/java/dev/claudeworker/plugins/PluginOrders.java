package dev.claudeworker.plugins;

import dev.claudeworker.plugins.trust.FileHash;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a person can order done with plugins while the server runs. Safe for use from any thread. */
public final class PluginOrders {

  private final PluginRegistry registry;

  PluginOrders(PluginRegistry registry) {
    this.registry = registry;
  }

  /**
   * Switches a plugin on; it stays on over restarts.
   *
   * @param plugin its name
   * @return what became of it; it may have failed
   * @throws WorkerException if there is none of that name
   */
  public PluginDescription enable(String plugin) {
    return registry.change(set -> {
      require(set, plugin);
      registry.disabled().set(plugin, false);
      set.disable(registry.disabled().names());
      set.settle();
      return described(require(set, plugin));
    });
  }

  /**
   * Switches a plugin off; it stays off over restarts. What it is doing, it does to the end.
   *
   * @param plugin its name
   * @return what is known about it now
   * @throws WorkerException if there is none of that name, or if it is the storage in use
   */
  public PluginDescription disable(String plugin) {
    return registry.change(set -> {
      refusePinned(require(set, plugin), "be disabled");
      registry.disabled().set(plugin, true);
      set.disable(registry.disabled().names());
      set.settle();
      return described(require(set, plugin));
    });
  }

  /**
   * Accepts the file of a plugin as it is now, and loads it.
   *
   * @param plugin its name
   * @return what became of it; it may have failed
   * @throws WorkerException if there is none of that name, or if its file cannot be read
   */
  public PluginDescription accept(String plugin) {
    return registry.change(set -> {
      PluginFile file = refused(set, plugin).orElseGet(() -> require(set, plugin));
      registry.trust().accept(file.path(), hash(file.path()));
      set.change(file);
      set.settle();
      return described(file);
    });
  }

  /**
   * Puts a jar into the plugins folder of the home, instead of the one with the same plugin if there is one, and loads it. Who
   * orders this accepts the file. If it does not start, what ran before goes on and its file stays.
   *
   * @param jar the file
   * @return what became of it; it may have failed, and of a plugin that goes on the last error says why
   * @throws WorkerException if it is no plugin, or if one that came with the program has its name
   */
  public PluginDescription install(Path jar) {
    PluginJar read = PluginJar.read(JarSource.installed(jar));
    Path target = registry.settings().home().resolve("plugins").resolve(jar.getFileName());
    return registry.change(set -> {
      Optional<PluginFile> before = set.named(read.name());
      before.ifPresent(file -> refuseInstalled(file, "be replaced"));
      refuseOther(set, target, read.name());
      var placed = PlacedJar.place(jar, target, registry.trust());
      PluginFile file = set.file(target).orElseGet(() -> new PluginFile(target, false, stamp(target)));
      file.seen(stamp(target));
      boolean replacing = before.flatMap(PluginFile::active).filter(running -> !running.uses().isPinned()).isPresent();
      PluginFile result =
          replacing ? replace(set, before.orElseThrow(), file, placed) : load(set, before, file, placed);
      set.settle();
      return described(result);
    });
  }

  private PluginFile replace(PluginSet set, PluginFile before, PluginFile file, PlacedJar placed) {
    if (!set.replace(before, file)) {
      placed.takeBack();
      FileStamp.of(file.path()).ifPresent(file::seen);
      return before;
    }
    placed.keep();
    if (before != file) {
      deleteFiles(before);
    }
    return file;
  }

  private PluginFile load(PluginSet set, Optional<PluginFile> before, PluginFile file, PlacedJar placed) {
    placed.keep();
    before.filter(other -> other != file).ifPresent(other -> delete(set, other));
    if (set.file(file.path()).isPresent()) {
      set.change(file);
    } else {
      set.add(file);
    }
    return file;
  }

  /**
   * Removes a plugin and its file. What it is doing, it does to the end.
   *
   * @param plugin its name
   * @throws WorkerException if there is none of that name, if it came with the program, or if it is the storage in use
   */
  public void remove(String plugin) {
    registry.change(set -> {
      PluginFile file = require(set, plugin);
      refuseInstalled(file, "be removed");
      refusePinned(file, "be removed");
      delete(set, file);
      set.settle();
      return file;
    });
  }

  /** Checks every file that does not belong to the program as it is now. */
  public List<FileVerification> verify() {
    return registry.change(set -> set.files().stream().filter(file -> !file.installed()).map(this::verify).toList());
  }

  private FileVerification verify(PluginFile file) {
    String name = file.description().map(PluginDescription::name).orElse("");
    Optional<String> accepted = Optional.empty();
    Optional<String> found = Optional.empty();
    try {
      accepted = registry.trust().accepted(file.path());
      String sha256 = hash(file.path());
      found = Optional.of(sha256);
      Optional<String> signer = registry.trust().check(name, file.path(), file.path(), sha256);
      return new FileVerification(name, file.path(), accepted, found, signer, Optional.empty());
    } catch (WorkerException refused) {
      return new FileVerification(name, file.path(), accepted, found, Optional.empty(), Optional.of(refused));
    }
  }

  private void delete(PluginSet set, PluginFile file) {
    deleteFiles(file);
    set.remove(file);
  }

  private void deleteFiles(PluginFile file) {
    try {
      Files.deleteIfExists(file.path());
      Files.deleteIfExists(PlacedJar.signatureOf(file.path()));
    } catch (IOException failed) {
      throw PluginRefusals.notWritten("the plugin file " + file.path() + " cannot be removed: " + failed, failed);
    }
    registry.trust().forget(file.path());
  }

  private static FileStamp stamp(Path file) {
    return FileStamp.of(file).orElseThrow(() -> gone(file));
  }

  private static WorkerException gone(Path file) {
    return new WorkerException(
        PluginErrors.NOT_POSSIBLE, "the plugin file " + file + " is gone", "Put it back and try again.");
  }

  private static String hash(Path file) {
    try {
      return FileHash.of(file);
    } catch (IOException unreadable) {
      throw PluginRefusals.notWritten("the plugin file " + file + " cannot be read: " + unreadable, unreadable);
    }
  }

  /** The file with this plugin that is not loaded because nobody accepted it. */
  private static Optional<PluginFile> refused(PluginSet set, String plugin) {
    return set.files().stream().filter(file -> file.isNamed(plugin) && file.active().isEmpty()).findFirst();
  }

  private static PluginFile require(PluginSet set, String plugin) {
    return set.named(plugin).orElseThrow(() -> notFound(set, plugin));
  }

  private static PluginDescription described(PluginFile file) {
    return file.description().orElseThrow();
  }

  private static WorkerException notFound(PluginSet set, String plugin) {
    var known = set.files()
        .stream()
        .flatMap(file -> file.description().stream())
        .map(PluginDescription::name)
        .collect(Collectors.toCollection(TreeSet::new));
    String nearest = NearestName.suggestion(plugin, known).map(name -> "Did you mean '" + name + "'? ").orElse("");
    return new WorkerException(
        PluginErrors.NOT_FOUND,
        "there is no plugin '" + plugin + "' (there are: " + String.join(", ", known) + ")",
        nearest + "See 'claude-worker plugins list'.");
  }

  private static void refusePinned(PluginFile file, String what) {
    if (file.active().filter(active -> active.uses().isPinned()).isPresent()) {
      throw new WorkerException(
          PluginErrors.NOT_POSSIBLE,
          "the plugin " + described(file).name() + " cannot " + what + ": it is the storage in use",
          "Choose another storage with storage.type and restart the server first.");
    }
  }

  private static void refuseOther(PluginSet set, Path target, String plugin) {
    set.file(target).filter(file -> file.active().isPresent() && !file.isNamed(plugin)).ifPresent(other -> {
      throw PluginRefusals.fileTaken(target, described(other));
    });
  }

  private static void refuseInstalled(PluginFile file, String what) {
    if (file.installed()) {
      throw new WorkerException(
          PluginErrors.NOT_POSSIBLE,
          "the plugin " + described(file).name() + " cannot " + what + ": it came with the program (" + file.path()
              + ")",
          "Disable it instead: claude-worker plugins disable " + described(file).name());
    }
  }
}
