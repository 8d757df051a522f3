package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;

/** Turns what plugin code throws into errors that say which plugin, what it was asked, and what to do. */
public final class PluginFailures {

  private static final int MAX_CAUSES = 20;

  private PluginFailures() {}

  /**
   * The error for a throwable of a plugin.
   *
   * @param plugin the plugin's name
   * @param call what it was asked to do, for example {@code to start}
   * @param thrown what it threw
   * @return the error; a {@link WorkerException} is passed on as it is
   */
  public static WorkerException of(String plugin, String call, Throwable thrown) {
    Throwable cause = rootOf(thrown);
    return switch (cause) {
      case WorkerException known -> known;
      case UnsupportedClassVersionError newer -> new WorkerException(
          PluginErrors.WRONG_VERSION,
          "the plugin " + plugin + " was compiled for a newer Java than the one that runs here ("
              + Runtime.version().feature() + "): " + newer.getMessage(),
          "Use a build of the plugin for Java " + Runtime.version().feature() + " or older, or a newer Java.",
          thrown);
      case LinkageError link -> new WorkerException(
          PluginErrors.DOES_NOT_LINK,
          "the plugin " + plugin + " does not fit together when asked " + call + ": " + describe(link),
          "A class it needs is neither in its jar nor in the SPI, or has changed. Use a build of the plugin for this"
              + " version; libraries belong inside its jar.",
          thrown);
      default -> new WorkerException(
          PluginErrors.FAILED,
          "the plugin " + plugin + " failed when asked " + call + ": " + describe(cause),
          "This is a fault of the plugin. Its stack trace is in the server's log; report it to the plugin's author.",
          thrown);
    };
  }

  /** What only wraps what the plugin threw is taken off. */
  private static Throwable rootOf(Throwable thrown) {
    Throwable current = thrown;
    for (int depth = 0; depth < MAX_CAUSES && isWrapper(current) && current.getCause() != null; depth++) {
      current = current.getCause();
    }
    return current;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof InvocationTargetException
        || thrown instanceof ServiceConfigurationError
        || thrown instanceof ExceptionInInitializerError;
  }

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    String type = thrown.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }
}
