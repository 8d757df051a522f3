package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known about one plugin file.
 *
 * @param name the plugin's name; of a file that does not say, its file name without version and ending
 * @param version the version it states; empty if it does not say
 * @param kind how it is run
 * @param file the jar
 * @param installed whether it came with the program
 * @param provides what it registered, for example {@code executor shell}; empty unless active
 * @param state whether it can be used
 * @param lastError why it failed; of an active one, why a change of its file has no effect
 * @param sha256 hash of what was loaded or refused; empty for what came with the program
 * @param signer who signed it
 * @param remark what a person should know about it
 */
public record PluginDescription(
    String name,
    String version,
    PluginKind kind,
    Path file,
    boolean installed,
    List<String> provides,
    PluginState state,
    Optional<WorkerException> lastError,
    Optional<String> sha256,
    Optional<String> signer,
    Optional<String> remark) {

  /** Copies the list. */
  public PluginDescription {
    provides = List.copyOf(provides);
  }

  /** What the jar says, before anything of it was run. */
  static PluginDescription of(PluginJar jar, PluginState state) {
    return new PluginDescription(
        jar.name(), jar.version(), jar.kind(), jar.file(), jar.source().sha256().isEmpty(), List.of(), state,
        Optional.empty(), hash(jar.source()), Optional.empty(), jar.remark());
  }

  static PluginDescription unreadable(JarSource source, WorkerException error) {
    return new PluginDescription(
        JarDescriptor.nameOfFile(source), "", PluginKind.UNKNOWN, source.file(), source.sha256().isEmpty(), List.of(),
        PluginState.FAILED, Optional.of(withoutCause(error)), hash(source), Optional.empty(), Optional.empty());
  }

  PluginDescription active(List<String> provided, Optional<String> signedBy) {
    return new PluginDescription(
        name, version, kind, file, installed, provided, PluginState.ACTIVE, Optional.empty(), sha256, signedBy, remark);
  }

  /** Active still, with other things to offer. */
  PluginDescription providing(List<String> provided) {
    return new PluginDescription(
        name, version, kind, file, installed, provided, state, lastError, sha256, signer, remark);
  }

  PluginDescription failed(WorkerException error) {
    return new PluginDescription(
        name, version, kind, file, installed, List.of(), PluginState.FAILED, Optional.of(withoutCause(error)), sha256,
        signer, remark);
  }

  /** Still what it was, but something about its file is not as it should be. */
  PluginDescription troubled(WorkerException error) {
    return new PluginDescription(
        name, version, kind, file, installed, provides, state, Optional.of(withoutCause(error)), sha256, signer,
        remark);
  }

  private static Optional<String> hash(JarSource source) {
    return Optional.of(source.sha256()).filter(hash -> !hash.isEmpty());
  }

  /** A cause may be of a class of the plugin, whose loader would live on with it. */
  private static WorkerException withoutCause(WorkerException error) {
    return new WorkerException(error.errorCode(), String.valueOf(error.getMessage()), error.suggestion());
  }
}
