package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Tells a client how its call goes, as far as it asked for it. */
final class McpFeedback implements ToolFeedback {

  private final Optional<JsonValue> progressToken;
  private final Optional<String> leastLevel;
  private final Consumer<JsonObject> out;

  McpFeedback(RpcMessage request, McpClient client, Consumer<JsonObject> out) {
    this.progressToken = request.meta(McpMeta.PROGRESS);
    this.leastLevel = client.logLevel(request);
    this.out = out;
  }

  @Override
  public void progress(double done, OptionalDouble total, String message) {
    progressToken.ifPresent(token -> {
      var params = new ObjectBuilder().put("progressToken", token).put("progress", BigDecimal.valueOf(done));
      total.ifPresent(value -> params.put("total", BigDecimal.valueOf(value)));
      if (!message.isEmpty()) {
        params.put("message", message);
      }
      out.accept(RpcMessage.notification("notifications/progress", params.build()));
    });
  }

  @Override
  public void log(String level, String text) {
    if (leastLevel.filter(least -> LogLevel.wanted(level, least)).isPresent()) {
      out.accept(RpcMessage.notification("notifications/message",
          new ObjectBuilder().put("level", level).put("logger", "claude-worker").put("data", text).build()));
    }
  }
}
