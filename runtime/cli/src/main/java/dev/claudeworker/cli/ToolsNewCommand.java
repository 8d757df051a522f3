package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** {@code tools new}. */
final class ToolsNewCommand extends CliCommand {

  private static final String YAML = """
      name: %1$s
      description: Greets somebody by name. Say here when a model should use it and what comes back.
      input:
        who: The name of whom to greet.
      # The program and each argument by itself; no shell reads them.
      command: [printf, '%%s', "Hello, {who}!"]
      read_only: true
      # stdin: "{who}"
      # timeout: 30
      # environment: [MY_VARIABLE]
      # output: json
      """;

  private static final String JAVA =
      """
          import dev.claudeworker.spi.tool.ToolMethod;
          import dev.claudeworker.spi.tool.ToolParameter;

          public class %2$s {

            @ToolMethod(value = "Greets somebody by name. Say here when a model should use it and what comes back.", readOnly = true)
            public String %1$s(@ToolParameter("The name of whom to greet.") String who) {
              return "Hello, " + who + "!";
            }
          }
          """;

  private final Session session;

  private final Supplier<String> name = argument(0, String.class, ToolsNewCommand::name, "NAME",
      "Name of the tool: letters, digits and _, beginning with a letter.");
  private final Supplier<Optional<String>> kind = option(String.class, ToolsNewCommand::kind, "KIND",
      "yaml (a command, the default) or java (one source file).", "--kind");

  ToolsNewCommand(Session session) {
    super(
        "Write a tool of your own: a file in the folder of tools, which agents see at once.",
        "",
        "Examples:",
        "  claude-worker tools new greet",
        "  claude-worker tools new greet --kind java");
    this.session = session;
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
      throw new TypeConversionException("a name is letters, digits and _, beginning with a letter");
    }
    return text;
  }

  private static String kind(String text) {
    if (!text.equals("yaml") && !text.equals("java")) {
      throw new TypeConversionException("a tool is yaml or java");
    }
    return text;
  }

  @Override
  public Integer call() {
    boolean java = kind.get().equals(Optional.of("java"));
    String type = Character.toUpperCase(name.get().charAt(0)) + name.get().substring(1);
    Path file = session.home().directory().resolve("tools").resolve(java ? type + ".java" : name.get() + ".yaml");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, (java ? JAVA : YAML).formatted(name.get(), type), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException taken) {
      throw new CommandFailure(ExitCodes.FAILED, file + " is there already", "Choose another name, or edit that file.");
    } catch (IOException failed) {
      throw new CommandFailure(ExitCodes.FAILED, file + " cannot be written: " + failed.getMessage(),
          "Look at the rights of the folder.");
    }
    session.output().line(file.toString());
    session.output()
        .note("Edit it; agents see it as soon as it is saved. Try it: claude-worker tools call "
            + name.get() + " --arg who=you");
    return ExitCodes.OK;
  }
}
