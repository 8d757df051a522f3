package dev.claudeworker.cli.agents;

import dev.claudeworker.cli.agents.AgentProgram.Machine;
import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.nio.file.Path;
import java.util.Map;

/**
 * The lists that can be reached from here.
 *
 * @param environment the environment of this process
 * @param directory the directory of the project
 * @param machine where programs keep their files
 */
public record ServerLists(Map<String, String> environment, Path directory, Machine machine) {

  /** Copies the environment. */
  public ServerLists {
    environment = Map.copyOf(environment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "ServerLists[" + directory + "]";
  }

  /**
   * The list of a program.
   *
   * @throws CommandFailure if it has none for this scope
   */
  public ServerList of(AgentProgram program, Scope scope) {
    if (program == AgentProgram.CLAUDE_CODE) {
      return new ClaudeCodeList(scope, environment, directory);
    }
    return program.place(scope, machine, directory)
        .map(ServerListFile::new)
        .orElseThrow(() -> new CommandFailure(ExitCodes.USAGE,
            program.title() + " has no servers for the scope " + scope.word(), "Leave --scope out."));
  }
}
