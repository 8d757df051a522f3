package dev.claudeworker.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;

/**
 * One line per event: time, level, logger, correlation id, message; a stack trace below it. Control characters in a message
 * are shown as blanks, so that nothing a client sends can begin a line of its own or command a terminal.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

  /** The key under which requests put their correlation id. */
  static final String CORRELATION_KEY = "correlation_id";

  private static final int LEVEL_WIDTH = 5;

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  @Override
  public void start() {
    traces.setContext(getContext());
    traces.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String level = event.getLevel().toString();
    var line = new StringBuilder(160)
        .append(Instant.ofEpochMilli(event.getTimeStamp()))
        .append(' ')
        .append(level)
        .append(" ".repeat(Math.max(1, LEVEL_WIDTH + 1 - level.length())))
        .append(shortName(event.getLoggerName()));
    String correlationId = event.getMDCPropertyMap().get(CORRELATION_KEY);
    if (correlationId != null) {
      line.append(" [").append(correlationId).append(']');
    }
    line.append(" - ");
    appendVisible(line, String.valueOf(event.getFormattedMessage()));
    return line.append('\n').append(traces.convert(event)).toString();
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void appendVisible(StringBuilder line, String message) {
    message.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
  }
}
