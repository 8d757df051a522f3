package dev.claudeworker.tool;

import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLocation;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A job for the command line: words in, one JSON document and an exit code out. The command line finds it as a {@link
 * ToolProvider}, so that neither side is compiled against the other; what people see is made there.
 */
abstract class ServerTool implements ToolProvider {

  private static final JsonCodec JSON = new JacksonJsonCodec();

  private final String name;
  private final Map<String, String> environment;

  ServerTool(String name, Map<String, String> environment) {
    this.name = name;
    this.environment = Map.copyOf(environment);
  }

  /** Does the job. */
  abstract JsonObject answer(List<String> words) throws ToolRefusal, ConfigurationException, IOException;

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int run(PrintWriter out, PrintWriter err, String... words) {
    try {
      out.print(JSON.print(answer(List.of(words))));
      return 0;
    } catch (ToolRefusal refused) {
      return refuse(out, refused.exitCode(), refused.getMessage(), refused.suggestion());
    } catch (ConfigurationException wrong) {
      return refuse(out, ToolRefusal.FAILED, "the configuration is wrong:\n" + String.join("\n", wrong.problems()),
          "Correct it in the place that is named, or with 'claude-worker config set'.");
    } catch (WorkerException failed) {
      return refuse(out, ToolRefusal.FAILED, failed.getMessage(), failed.suggestion());
    } catch (IOException failed) {
      return refuse(out, ToolRefusal.FAILED, "a file cannot be used: " + failed,
          "Check who owns the files in " + home().path() + ", and whether the disk is full.");
    }
  }

  final Map<String, String> environment() {
    return environment;
  }

  /** The home, whether it exists or not; nothing is made. */
  final HomeDirectory home() {
    return new HomeDirectory(HomeLocation.of(Optional.empty(), environment).normalize());
  }

  final Path userHome() {
    return HomeLocation.userHome(environment);
  }

  private static int refuse(PrintWriter out, int exitCode, @Nullable String detail, String suggestion) {
    out.print(JSON.print(
        new ObjectBuilder().put("detail", String.valueOf(detail)).put("suggestion", suggestion).build()));
    return exitCode;
  }
}
