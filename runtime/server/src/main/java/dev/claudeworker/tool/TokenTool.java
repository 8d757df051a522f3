package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.GivenValue;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.SecretFile;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows and renews the access token. */
public final class TokenTool extends ServerTool {

  private static final String KEY = "security.access_token";

  /** Made by the service loader. */
  public TokenTool() {
    this(System.getenv());
  }

  TokenTool(Map<String, String> environment) {
    super("claude-worker-token", environment);
  }

  @Override
  protected JsonObject answer(List<String> words) throws ToolRefusal, ConfigurationException, IOException {
    return switch (words.getFirst()) {
      case "path" -> path();
      case "show" -> shown();
      case "rotate" -> rotated();
      default -> throw new ToolRefusal(
          ToolRefusal.USAGE, "'" + words.getFirst() + "' is nothing that can be done with the token",
          "See 'claude-worker token --help'.");
    };
  }

  private JsonObject path() {
    return new ObjectBuilder().put("path", file().path().toString()).build();
  }

  private JsonObject shown() throws ToolRefusal, ConfigurationException, IOException {
    Optional<GivenValue> configured = configured();
    if (configured.isPresent() && configured.get().value() instanceof JsonString(String token)) {
      return new ObjectBuilder().put("token", token).put("place", configured.get().origin().place()).build();
    }
    String token = file().find()
        .orElseThrow(() -> new ToolRefusal(
            ToolRefusal.FAILED, "there is no token yet",
            "The first start of the server makes it: claude-worker server start."));
    return path().with("token", token);
  }

  private JsonObject rotated() throws ToolRefusal, ConfigurationException, IOException {
    Optional<GivenValue> configured = configured();
    if (configured.isPresent()) {
      throw new ToolRefusal(
          ToolRefusal.FAILED,
          "the token is set by " + configured.get().origin().place() + ", so a new file would not count",
          "Change it there, for example with 'claude-worker config set " + KEY + "'.");
    }
    HomeDirectory home = HomeDirectory.open(home().path());
    SecretFile.token(home).replace(new SecureRandom());
    return path();
  }

  private Optional<GivenValue> configured() throws ConfigurationException {
    Configuration configuration = ConfigurationLoader.load(Map.of(), environment(), home().path(), userHome());
    return configuration.given(KEY);
  }

  private SecretFile file() {
    return SecretFile.token(home());
  }
}
