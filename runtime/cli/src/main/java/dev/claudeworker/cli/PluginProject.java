package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The Maven project of a new plugin.
 *
 * @param type what it offers
 * @param name the plugin's name
 * @param packageName the package of its classes
 * @param version the version of this program, and so of SPI and test kit
 * @param spiVersion the version of the contract
 * @param repository the folder in which Maven finds them
 */
record PluginProject(Type type, String name, String packageName, String version, String spiVersion, Path repository) {

  private static final String TEMPLATES = "plugin/";

  /** What a plugin can offer. */
  enum Type {
    EXECUTOR("Executor"), NOTIFIER("Notifier"), STORAGE("Storage"), TOOL("ToolSet");

    private final String className;

    Type(String className) {
      this.className = className;
    }

    /** As people write it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its jar carries the reference storage of the test kit. */
    private boolean carriesReference() {
      return this == STORAGE;
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Type::word).toList();
    }

    static Optional<Type> ofWord(String word) {
      return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
  }

  /** Writes it into a folder that does not exist yet. */
  void write(Path folder) {
    String sources = "src/main/java/" + packageName.replace('.', '/') + "/" + className();
    String tests = "src/test/java/" + packageName.replace('.', '/') + "/" + className();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("services", "src/main/resources/META-INF/services/dev.claudeworker.spi.WorkerPlugin");
    String own = type.word() + "/";
    files.put(own + "README.md", "README.md");
    files.put(own + "Plugin.java", sources + "Plugin.java");
    files.put(own + type.className + ".java", sources + type.className + ".java");
    files.put(own + "Test.java", tests + type.className + "Test.java");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = folder.resolve(file.getValue());
        Files.createDirectories(target.getParent());
        Files.writeString(target, filled(template(file.getKey())));
      }
    } catch (IOException failed) {
      throw new CommandFailure(ExitCodes.FAILED, "the project cannot be written: " + FileTrouble.reason(failed),
          "Check the permissions of " + folder.toAbsolutePath().getParent() + ".");
    }
  }

  /** {@code my-plugin} becomes {@code MyPlugin}. */
  private String className() {
    return Arrays.stream(name.split("-"))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** The plugin's name as the beginning of names of tools. */
  String toolPrefix() {
    return name.replace('-', '_');
  }

  private String filled(String template) throws IOException {
    return template.replace("{{testkit-scope}}", type.carriesReference() ? "compile" : "test")
        .replace("{{more-plugins}}", type.carriesReference() ? template(type.word() + "/plugins.xml") : "")
        .replace("{{name}}", name)
        .replace("{{tool}}", toolPrefix())
        .replace("{{class}}", className())
        .replace("{{package}}", packageName)
        .replace("{{version}}", version)
        .replace("{{requires}}", "&gt;=" + spiVersion + " &amp; &lt;" + nextMinor())
        .replace("{{repository}}", repository.toUri().toString());
  }

  /** Until the SPI is 1.0, a new second number may break. */
  private String nextMinor() {
    String[] numbers = spiVersion.split("\\.");
    return numbers[0] + "." + (Integer.parseInt(numbers[1]) + 1) + ".0";
  }

  private static String template(String file) throws IOException {
    try (InputStream in = PluginProject.class.getResourceAsStream(TEMPLATES + file)) {
      if (in == null) {
        throw new IOException("the program lacks its template " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
