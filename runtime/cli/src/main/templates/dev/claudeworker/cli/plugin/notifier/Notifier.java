package {{package}};

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program for every event; it reads what happened from its standard input. Arguments would be visible to everybody. */
final class {{class}}Notifier implements Notifier {

  private static final ErrorCode FAILED = ErrorCode.external("program_failed");

  private final List<String> command;

  {{class}}Notifier(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    try {
      Process program = new ProcessBuilder(command)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      try {
        tell(program, notification.headline() + "\n" + notification.details() + "\n");
        int code = program.waitFor();
        if (code != 0) {
          throw new WorkerException(FAILED, "the program ended with code " + code, "Run it by hand and see what it says.");
        }
        return new Delivery.Delivered("told to " + command.getFirst());
      } finally {
        // Also when the call was interrupted: it has to end at once then.
        program.destroyForcibly();
      }
    } catch (IOException notStarted) {
      throw new WorkerException(
          FAILED, "the program cannot be started: " + notStarted.getMessage(), "Check the key 'command' of this plugin.");
    }
  }

  private static void tell(Process program, String text) {
    try (OutputStream input = program.getOutputStream()) {
      input.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notRead) {
      // A program may end without reading; how it ended tells whether that is a failure.
    }
  }
}
