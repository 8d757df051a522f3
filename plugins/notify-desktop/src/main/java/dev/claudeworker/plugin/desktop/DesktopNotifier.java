package dev.claudeworker.plugin.desktop;

import dev.claudeworker.command.CommandResult;
import dev.claudeworker.command.SmallCommand;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;

/**
 * Shows messages on the desktop of the person who runs the server.
 *
 * @param events which events
 * @param display shows them
 */
record DesktopNotifier(EventSelection events, Display display) implements Notifier {

  private static final ErrorCode NO_PROGRAM = ErrorCode.configuration("no_desktop_program");
  private static final ErrorCode NOT_SHOWN = ErrorCode.external("message_not_shown");
  private static final int MAX_TEXT = 250;

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    SmallCommand command = display.command(clean(notification.headline()), clean(notification.details()))
        .orElseThrow(
            () -> new WorkerException(NO_PROGRAM, "The program " + display.program() + " is not on the search path.",
                "Install it, or switch messages off (plugins.notify-desktop.enabled)."));
    CommandResult result = command.run();
    if (result.isSuccess()) {
      return new Delivery.Delivered("shown with " + display.program());
    }
    throw new WorkerException(NOT_SHOWN, "The message was not shown: " + display.program() + " " + result.text() + ".",
        "See whether the server runs in a desktop session, and try " + display.program() + " by hand.");
  }

  /** Invisible characters could reorder or hide what is read; a window has room for a few lines only. */
  static String clean(String text) {
    String visible = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    if (visible.length() <= MAX_TEXT) {
      return visible;
    }
    int end = Character.isHighSurrogate(visible.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return visible.substring(0, end) + "…";
  }

  @Override
  public String toString() {
    return "DesktopNotifier[" + display.program() + "]";
  }
}
