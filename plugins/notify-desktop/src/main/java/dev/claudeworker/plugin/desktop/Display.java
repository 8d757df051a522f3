package dev.claudeworker.plugin.desktop;

import dev.claudeworker.command.CommandEnvironment;
import dev.claudeworker.command.SmallCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The program of the platform that shows a message. Texts reach it as arguments or variables that no interpreter reads.
 *
 * @param program its name
 * @param environment where it is looked for, and what it sees
 * @param timeout how long it may take
 */
record Display(String program, CommandEnvironment environment, Duration timeout) {

  private static final String NOTIFY_SEND = "notify-send";
  private static final String OSASCRIPT = "osascript";
  private static final String POWERSHELL = "powershell";

  private static final String TITLE_VARIABLE = "CLAUDE_WORKER_TITLE";
  private static final String TEXT_VARIABLE = "CLAUDE_WORKER_TEXT";

  private static final List<String> APPLE_SCRIPT = List.of(
      "-e", "on run arguments",
      "-e", "display notification (item 2 of arguments) with title (item 1 of arguments)",
      "-e", "end run");

  private static final String BALLOON = String.join("; ",
      "Add-Type -AssemblyName System.Windows.Forms",
      "$icon = New-Object System.Windows.Forms.NotifyIcon",
      "$icon.Icon = [System.Drawing.SystemIcons]::Information",
      "$icon.Visible = $true",
      "$icon.ShowBalloonTip(5000, $env:" + TITLE_VARIABLE + ", $env:" + TEXT_VARIABLE + ", 'Info')",
      "Start-Sleep -Seconds 3",
      "$icon.Dispose()");

  static Display of(String operatingSystem, CommandEnvironment environment, Duration timeout) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    String program = system.startsWith("mac") ? OSASCRIPT : system.startsWith("windows") ? POWERSHELL : NOTIFY_SEND;
    return new Display(program, environment, timeout);
  }

  /** How to show a message; empty if the program is not there. */
  Optional<SmallCommand> command(String title, String text) {
    return environment.find(program).map(found -> command(found, title, text));
  }

  private SmallCommand command(Path found, String title, String text) {
    List<String> vector = new ArrayList<>(List.of(found.toString()));
    CommandEnvironment seen = environment;
    switch (program) {
      case OSASCRIPT -> {
        vector.addAll(APPLE_SCRIPT);
        // Arguments after this are the script's, also those that begin like options.
        vector.addAll(List.of("--", title, text));
      }
      case POWERSHELL -> {
        vector.addAll(List.of("-NoProfile", "-NonInteractive", "-Command", BALLOON));
        seen = environment.with(TITLE_VARIABLE, title).with(TEXT_VARIABLE, text);
      }
      default -> vector.addAll(List.of("--app-name=claude-worker", "--", title, markedUp(text)));
    }
    return new SmallCommand(vector, seen, timeout);
  }

  /** The desktops of Linux read a little HTML in the text. */
  private static String markedUp(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
