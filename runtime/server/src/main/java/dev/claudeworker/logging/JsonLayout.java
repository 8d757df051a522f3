package dev.claudeworker.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import java.time.Instant;

/** One JSON object per event and line, for programs that collect logs. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

  /** The key under which requests put their correlation id. */
  static final String CORRELATION_KEY = "correlation_id";

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
  private final JsonCodec json;

  JsonLayout(JsonCodec json) {
    this.json = json;
  }

  @Override
  public void start() {
    traces.setContext(getContext());
    traces.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new ObjectBuilder()
        .put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
        .put("level", event.getLevel().toString().toLowerCase(java.util.Locale.ROOT))
        .put("logger", event.getLoggerName())
        .put("thread", event.getThreadName())
        .put("message", String.valueOf(event.getFormattedMessage()));
    String correlationId = event.getMDCPropertyMap().get(CORRELATION_KEY);
    if (correlationId != null) {
      line.put(CORRELATION_KEY, correlationId);
    }
    String trace = traces.convert(event);
    if (!trace.isEmpty()) {
      line.put("stack_trace", trace);
    }
    return json.print(line.build()) + "\n";
  }
}
