package dev.claudeworker.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import dev.claudeworker.attempt.VisibleText;
import java.time.Instant;

/**
 * One line per event: time, level, logger, correlation id, message; a stack trace indented below it. Nothing that others say
 * can begin a line of its own or command a terminal: it is written out in messages, and also in the messages of exceptions.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

  private static final int LEVEL_WIDTH = 5;
  private static final String TRACE_INDENT = "    ";

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
    String correlationId = event.getMDCPropertyMap().get(JsonLayout.CORRELATION_KEY);
    if (correlationId != null) {
      line.append(" [").append(correlationId).append(']');
    }
    line.append(" - ").append(VisibleText.of(String.valueOf(event.getFormattedMessage()))).append('\n');
    // The message of an exception may hold line breaks; an indented line passes for no other.
    traces.convert(event).lines().forEach(part -> line.append(TRACE_INDENT).append(VisibleText.of(part)).append('\n'));
    return line.toString();
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
