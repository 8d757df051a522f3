package dev.claudeworker.cli.agents;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A program that starts servers for its agents, and where it keeps their list. */
public enum AgentProgram {

  /** Claude Code, which keeps its list itself. */
  CLAUDE_CODE("Claude Code"),
  /** Claude Desktop. */
  CLAUDE_DESKTOP("Claude Desktop"),
  /** Cursor. */
  CURSOR("Cursor"),
  /** Visual Studio Code. */
  VSCODE("Visual Studio Code"),
  /** Windsurf. */
  WINDSURF("Windsurf"),
  /** Gemini CLI. */
  GEMINI("Gemini CLI");

  private static final String SERVERS = "mcpServers";

  private final String title;

  AgentProgram(String title) {
    this.title = title;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As people write it, and as it is completed. */
  @Override
  public String toString() {
    return word();
  }

  /** The one with this name on the command line. */
  public static Optional<AgentProgram> ofWord(String word) {
    return Arrays.stream(values()).filter(program -> program.word().equals(word)).findFirst();
  }

  /** All names on the command line. */
  public static List<String> words() {
    return Arrays.stream(values()).map(AgentProgram::word).toList();
  }

  /**
   * Where claude-worker would stand.
   *
   * @param scope for whom
   * @param machine where its files are
   * @param project the directory of the project
   * @return the file and the member in it; empty if the program has none for this scope, or keeps its list itself
   */
  Optional<Place> place(Scope scope, Machine machine, Path project) {
    boolean shared = scope == Scope.PROJECT;
    return switch (this) {
      case CLAUDE_CODE -> Optional.empty();
      case CLAUDE_DESKTOP -> shared ? Optional.empty()
          : place(machine.applicationData().resolve("Claude").resolve("claude_desktop_config.json"), SERVERS, false);
      case CURSOR -> place((shared ? project : machine.userHome()).resolve(".cursor").resolve("mcp.json"), SERVERS,
          false);
      case VSCODE -> place(shared ? project.resolve(".vscode").resolve("mcp.json")
          : machine.applicationData().resolve("Code").resolve("User").resolve("mcp.json"), "servers", true);
      case WINDSURF -> shared ? Optional.empty()
          : place(machine.userHome().resolve(".codeium").resolve("windsurf").resolve("mcp_config.json"), SERVERS,
              false);
      case GEMINI -> place((shared ? project : machine.userHome()).resolve(".gemini").resolve("settings.json"), SERVERS,
          false);
    };
  }

  private static Optional<Place> place(Path file, String member, boolean typed) {
    return Optional.of(new Place(file, member, typed));
  }

  /**
   * A place in a file.
   *
   * @param file the file; may not exist yet
   * @param member the member that holds all servers
   * @param typed whether each says what kind of server it is
   */
  record Place(Path file, String member, boolean typed) {}

  /**
   * Where programs of this user keep their files.
   *
   * @param userHome the user's home
   * @param applicationData where programs with windows keep their settings
   */
  public record Machine(Path userHome, Path applicationData) {

    /**
     * Of this system.
     *
     * @param environment the environment of this process
     * @param system the name of the operating system, as Java has it
     */
    public static Machine of(Map<String, String> environment, String system) {
      String home = environment.getOrDefault("HOME", "");
      Path user = Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
      String name = system.toLowerCase(Locale.ROOT);
      if (name.startsWith("mac")) {
        return new Machine(user, user.resolve("Library").resolve("Application Support"));
      }
      String chosen = environment.getOrDefault(name.startsWith("windows") ? "APPDATA" : "XDG_CONFIG_HOME", "");
      return new Machine(user, chosen.isEmpty() ? user.resolve(".config") : Path.of(chosen));
    }
  }
}
