package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.SpiVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code plugins new}. */
final class PluginsNewCommand extends CliCommand {

  private static final String NAME_PATTERN = "[a-z][a-z0-9-]{0,63}";

  private final Session session;

  private final Supplier<String> name =
      argument(0, String.class, text -> text, "NAME", "The plugin's name; also that of its folder.");

  private final Supplier<Optional<String>> type =
      text("TYPE", "What it offers: executor (default), notifier, storage or tool.", "--type");

  private final Supplier<Optional<String>> packageName =
      text("PACKAGE", "The Java package of its classes (default: plugin.NAME without dashes).", "--package");

  PluginsNewCommand(Session session) {
    super(
        "Write the Maven project of a new plugin into a folder of its name.",
        "",
        "It builds a jar that can be installed, and its test is the contract for plugins of its type.",
        "SPI and test kit come from the folder of claude-worker.",
        "",
        "Examples:",
        "  claude-worker plugins new my-plugin --type executor",
        "  claude-worker plugins new my-pager --type notifier",
        "  claude-worker plugins new my-tools --type tool");
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(name.get().matches(NAME_PATTERN), "'" + name.get() + "' is not a plugin name",
        "Use lower-case letters, digits and '-', beginning with a letter, at most 64 characters.");
    PluginProject.Type offers = typeOf(type.get().orElse("executor"));
    Path folder = session.workingDirectory().resolve(name.get());
    if (Files.exists(folder)) {
      throw new CommandFailure(ExitCodes.FAILED, folder + " exists already", "Choose another name, or remove it.");
    }
    var project =
        new PluginProject(offers, name.get(), packageOf(), Version.number(), SpiVersion.CURRENT, repository());
    project.write(folder);
    session.output().line("The plugin " + name.get() + " is in " + folder + ".");
    List.of(
        "Next:",
        "  cd " + name.get() + " && mvn verify",
        "  claude-worker plugins install target/" + name.get() + "-1.0.0.jar",
        switch (offers) {
          case EXECUTOR -> "  claude-worker run \"echo hello\" --executor " + name.get() + " --watch";
          case NOTIFIER -> "  claude-worker config set plugins." + name.get() + ".command /usr/bin/logger";
          case STORAGE -> "  claude-worker config set storage.type " + name.get() + "   # then: server restart";
          case TOOL -> "  claude-worker tools call " + project.toolPrefix() + "_count_words --arg \"text=one two\"";
        }).forEach(session.output()::note);
    return ExitCodes.OK;
  }

  private static PluginProject.Type typeOf(String word) {
    return PluginProject.Type.ofWord(word)
        .orElseThrow(
            () -> Usage.wrong("there is no type '" + word + "'",
                "Use one of: " + String.join(", ", PluginProject.Type.words()) + "."));
  }

  private String packageOf() {
    String chosen = packageName.get().orElse("plugin." + name.get().replace("-", ""));
    Usage.require(chosen.matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*"), "'" + chosen + "' is not a Java package",
        "Use words of lower-case letters and digits joined by dots.");
    return chosen;
  }

  private Path repository() {
    Optional<Path> repository = Optional.ofNullable(session.environment().get("CLAUDE_WORKER_INSTALL_DIR"))
        .map(directory -> Path.of(directory).resolve("maven-repository"))
        .filter(Files::isDirectory);
    return repository.orElseThrow(() -> new CommandFailure(ExitCodes.FAILED,
        "the folder with SPI and test kit was not found (maven-repository in the installation)",
        "Run it by the launcher bin/claude-worker of an unpacked claude-worker."));
  }
}
