package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;

/**
 * Jobs that need the server's classes, done in this process: for the commands that need them, the launcher puts the server's
 * jars behind those of the command line.
 */
public final class ServerTools {

  private static final String PREFIX = "claude-worker-";

  private ServerTools() {}

  /**
   * Does a job for a command that needs the server's classes only now and then: they are taken from the installation.
   *
   * @param environment the environment of this process, which names the installation
   * @param name which one
   * @param words what is to be done
   * @return the answer
   * @throws CommandFailure if it cannot be done
   */
  public static JsonObject runFrom(Map<String, String> environment, String name, String... words) {
    String installation = environment.getOrDefault("CLAUDE_WORKER_INSTALL_DIR", "");
    if (installation.isEmpty()) {
      return run(name, words);
    }
    try (var jars =
        new URLClassLoader(jarsIn(Path.of(installation, "lib", "server")), ServerTools.class.getClassLoader())) {
      return run(find(name, jars), words);
    } catch (IOException unreadable) {
      throw absent();
    }
  }

  /**
   * Does a job whose classes lie in a folder of the installation that no other command reads, beside the server's, which the
   * launcher has put on the class path. It tells how far it is.
   *
   * @param environment the environment of this process, which names the installation
   * @param folder the folder below {@code lib}
   * @param progress where it tells that
   * @param name which one
   * @param words what is to be done
   * @return the answer
   * @throws CommandFailure if it cannot be done
   */
  public static JsonObject runTellingFrom(
      Map<String, String> environment, String folder, PrintStream progress, String name, String... words) {
    String installation = environment.getOrDefault("CLAUDE_WORKER_INSTALL_DIR", "");
    if (installation.isEmpty()) {
      return runTelling(progress, name, words);
    }
    try {
      // Not closed: its classes clean up when the process ends.
      var jars =
          new URLClassLoader(jarsIn(Path.of(installation, "lib", folder)), ServerTools.class.getClassLoader());
      return run(find(name, jars), new PrintWriter(progress, true, progress.charset()), words);
    } catch (IOException unreadable) {
      throw absent();
    }
  }

  /**
   * Does a job.
   *
   * @param name which one, for example {@code config}
   * @param words what is to be done
   * @return the answer
   * @throws CommandFailure if it cannot be done
   */
  public static JsonObject run(String name, String... words) {
    return run(find(name, ServerTools.class.getClassLoader()), words);
  }

  /**
   * Does a job that takes long enough to tell how far it is.
   *
   * @param progress where it tells that
   * @param name which one
   * @param words what is to be done
   * @return the answer
   * @throws CommandFailure if it cannot be done
   */
  public static JsonObject runTelling(PrintStream progress, String name, String... words) {
    return run(find(name, ServerTools.class.getClassLoader()), new PrintWriter(progress, true, progress.charset()),
        words);
  }

  private static JsonObject run(ToolProvider tool, String... words) {
    return run(tool, new PrintWriter(new StringWriter()), words);
  }

  private static JsonObject run(ToolProvider tool, PrintWriter progress, String... words) {
    var printed = new StringWriter();
    var out = new PrintWriter(printed);
    int exitCode = tool.run(out, progress, words);
    JsonObject answer = object(printed.toString());
    if (exitCode == ExitCodes.OK) {
      return answer;
    }
    throw new CommandFailure(exitCode, Fields.textOrEmpty(answer, "detail"), Fields.textOrEmpty(answer, "suggestion"));
  }

  /** Ours only: to look at the JDK's own tools would load the compiler. */
  private static ToolProvider find(String name, ClassLoader classes) {
    return ServiceLoader.load(ToolProvider.class, classes)
        .stream()
        .filter(provider -> provider.type().getName().startsWith("dev.claudeworker."))
        .map(ServiceLoader.Provider::get)
        .filter(tool -> tool.name().equals(PREFIX + name))
        .findFirst()
        .orElseThrow(ServerTools::absent);
  }

  private static CommandFailure absent() {
    return new CommandFailure(
        ExitCodes.FAILED,
        "this command needs the server's jars, and they are not here",
        "Run the claude-worker script of the installation; if you did, install claude-worker again.");
  }

  private static URL[] jarsIn(Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : files) {
        jars.add(file.toUri().toURL());
      }
    }
    return jars.toArray(URL[]::new);
  }

  private static JsonObject object(String text) {
    try {
      return Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonSyntaxException broken) {
      return JsonObject.EMPTY.with("detail", text);
    }
  }
}
