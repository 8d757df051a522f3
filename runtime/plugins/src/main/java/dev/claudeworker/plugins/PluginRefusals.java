package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;

/** What people are told when a plugin file is not taken, or not any more. */
final class PluginRefusals {

  private PluginRefusals() {}

  static WorkerException nameTaken(PluginFile present, PluginJar jar) {
    return new WorkerException(
        PluginErrors.NAME_TAKEN,
        "the files %s and %s are both the plugin '%s'; the first one stays".formatted(
            present.path(), jar.file(), jar.name()),
        "Remove one of the two files.");
  }

  static WorkerException stray(PluginJar jar, BundleHeaders bundle) {
    return new WorkerException(
        PluginErrors.STRAY_LIBRARY,
        "the file %s is the bundle %s but not a plugin: it does not import the SPI, and no other bundle here needs it"
            .formatted(jar.file(), bundle.symbolicName()),
        "Move it out of the plugins folder if it is a library: plugins carry theirs inside. If it is meant to be a"
            + " plugin, its Import-Package must name dev.claudeworker.spi.");
  }

  static WorkerException needsRestart(PluginFile file, String what) {
    return new WorkerException(
        PluginErrors.NEEDS_RESTART,
        "the plugin %s (%s) is the storage in use: %s, and that has no effect while the server runs".formatted(
            file.active().orElseThrow().name(), file.path(), what),
        "Restart the server: claude-worker server restart.");
  }

  static WorkerException dependencyGone(PluginFile file, ActivePlugin gone) {
    return new WorkerException(
        PluginErrors.MISSING_DEPENDENCY,
        "the plugin file %s depends on the plugin %s, which was taken away or replaced".formatted(
            file.path(), gone.name()),
        "Put it back into the plugins folder; it is tried again when it is there.");
  }

  /** A file was refused or did not start, and what ran before runs still. */
  static WorkerException goesOn(ActivePlugin running, PluginFile refused, WorkerException why) {
    String file = refused.path().toString();
    String message = String.valueOf(why.getMessage());
    return new WorkerException(
        why.errorCode(),
        "%s%s; version %s goes on running".formatted(
            message, message.contains(file) ? "" : " (file " + file + ")", running.jar().version()),
        why.suggestion(), why);
  }

  static WorkerException notWritten(String message, Throwable cause) {
    return new WorkerException(
        PluginErrors.NOT_POSSIBLE, message, "Check its permissions and the room on the disk.", cause);
  }

  /** Somebody else's file would be overwritten. */
  static WorkerException fileTaken(Path target, PluginDescription present) {
    return new WorkerException(
        PluginErrors.NOT_POSSIBLE,
        "the file %s is the plugin '%s', which would be overwritten".formatted(target, present.name()),
        "Give the new jar another file name and install it again.");
  }
}
