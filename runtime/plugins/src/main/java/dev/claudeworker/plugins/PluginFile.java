package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A file in a plugins folder and what became of it. Guarded by the lock of the registry. */
final class PluginFile {

  /** Failures that the coming or going of another plugin may mend. */
  private static final Set<String> WAITING = Set.of(
      PluginErrors.MISSING_DEPENDENCY.code(), PluginErrors.NAME_TAKEN.code(), PluginErrors.STRAY_LIBRARY.code());

  private final Path path;
  private final boolean installed;
  private FileStamp stamp;
  private Optional<PluginJar> jar = Optional.empty();
  private Optional<PluginDescription> description = Optional.empty();
  private Optional<ActivePlugin> active = Optional.empty();
  private Optional<WorkerException> untold = Optional.empty();
  private String told = "";

  PluginFile(Path path, boolean installed, FileStamp stamp) {
    this.path = path;
    this.installed = installed;
    this.stamp = stamp;
  }

  Path path() {
    return path;
  }

  boolean installed() {
    return installed;
  }

  FileStamp stamp() {
    return stamp;
  }

  void seen(FileStamp seen) {
    stamp = seen;
  }

  /** What its manifest said when it was last read. */
  Optional<PluginJar> jar() {
    return jar;
  }

  Optional<PluginDescription> description() {
    return description;
  }

  Optional<ActivePlugin> active() {
    return active;
  }

  boolean isNamed(String plugin) {
    return description.filter(known -> known.name().equals(plugin)).isPresent();
  }

  boolean isWaitingForOthers() {
    return description.filter(known -> known.state() == PluginState.FAILED)
        .flatMap(PluginDescription::lastError)
        .filter(error -> WAITING.contains(error.errorCode().code()))
        .isPresent();
  }

  void read(PluginJar found) {
    jar = Optional.of(found);
  }

  void becomes(PluginDescription described) {
    description = Optional.of(described);
    active = Optional.empty();
  }

  void fails(PluginDescription described, WorkerException error) {
    becomes(described);
    untold = Optional.of(error);
  }

  void starts(ActivePlugin plugin, PluginDescription described) {
    description = Optional.of(described);
    active = Optional.of(plugin);
    untold = Optional.empty();
    told = "";
  }

  /** It goes on as it was, but a change of its file has no effect. False if that is known already. */
  boolean troubled(WorkerException error) {
    description = description.map(known -> known.troubled(error));
    if (told.equals(error.getMessage())) {
      return false;
    }
    untold = Optional.of(error);
    return true;
  }

  /** It is active still; only what is told about it changes. */
  void describedAs(PluginDescription described) {
    description = Optional.of(described);
  }

  /** An error that nobody has been told yet; the next call answers nothing unless it is another error. */
  Optional<WorkerException> takeUntold() {
    Optional<WorkerException> error = untold.filter(failed -> !told.equals(failed.getMessage()));
    untold = Optional.empty();
    error.ifPresent(failed -> told = String.valueOf(failed.getMessage()));
    return error;
  }
}
