package dev.claudeworker.stdio;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages to the client, one a line. Safe for use from any thread. */
public final class MessageLines {

  private static final Logger log = LoggerFactory.getLogger(MessageLines.class);

  private final OutputStream out;
  private final JsonCodec json;

  /** Whether the client has closed its end. Guarded by this. */
  private boolean closed;

  /** Nobody else may write to the stream: a stray line would break the protocol. */
  public MessageLines(OutputStream out, JsonCodec json) {
    this.out = out;
    this.json = json;
  }

  /** Writes a message, as long as the client reads. That it stopped is no failure of what was asked. */
  synchronized void write(JsonObject message) {
    if (closed) {
      return;
    }
    try {
      out.write((json.print(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException gone) {
      closed = true;
      log.info("the agent does not read any more: {}", gone.getMessage());
    }
  }
}
