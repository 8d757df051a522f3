package dev.claudeworker.cli;

import dev.claudeworker.cli.agents.AgentProgram;
import dev.claudeworker.cli.agents.Scope;
import dev.claudeworker.cli.agents.ServerList;
import dev.claudeworker.cli.agents.ServerLists;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** Which program of agents a command is about, and for whom. */
final class AgentOptions {

  private final Supplier<Optional<AgentProgram>> program;
  private final Supplier<Optional<Scope>> scope;

  AgentOptions(CliCommand command) {
    program = command.option(AgentProgram.class, AgentOptions::program, "PROGRAM",
        "claude-code (the default), claude-desktop, cursor, vscode, windsurf or gemini.", "--client");
    scope = command.option(Scope.class, AgentOptions::scope, "SCOPE",
        "user (the default: everywhere, for you) or project (for all who work in this directory).", "--scope");
  }

  private static AgentProgram program(String word) {
    return AgentProgram.ofWord(word)
        .orElseThrow(
            () -> new TypeConversionException("'" + word + "' is none of " + String.join(", ", AgentProgram.words())));
  }

  private static Scope scope(String word) {
    return Arrays.stream(Scope.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("a scope is user or project"));
  }

  AgentProgram program() {
    return program.get().orElse(AgentProgram.CLAUDE_CODE);
  }

  Scope scope() {
    return scope.get().orElse(Scope.USER);
  }

  ServerList list(Session session) {
    return new ServerLists(session.environment(), session.workingDirectory(),
        AgentProgram.Machine.of(session.environment(), System.getProperty("os.name", ""))).of(program(), scope());
  }
}
