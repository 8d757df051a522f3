package dev.claudeworker.tool;

import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeLocation;
import dev.claudeworker.home.Reasons;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A job for the command line: words in, one JSON document and an exit code out. The command line finds it as a {@link
 * ToolProvider}, so that neither side is compiled against the other; what people see is made there.
 */
public abstract class ServerTool implements ToolProvider {

  private static final JsonCodec JSON = new JacksonJsonCodec();

  private final String name;
  private final Map<String, String> environment;

  /**
   * Makes one.
   *
   * @param name by which the command line finds it
   * @param environment of the process
   */
  protected ServerTool(String name, Map<String, String> environment) {
    this.name = name;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Does the job.
   *
   * @param words what is to be done
   * @return the answer
   * @throws ToolRefusal if it cannot be done
   * @throws ConfigurationException if the configuration is wrong
   * @throws IOException if a file cannot be used
   */
  protected abstract JsonObject answer(List<String> words) throws ToolRefusal, ConfigurationException, IOException;

  /**
   * Does a job that takes long enough to tell how far it is.
   *
   * @param words what is to be done
   * @param progress takes lines for people
   * @return the answer
   * @throws ToolRefusal if it cannot be done
   * @throws ConfigurationException if the configuration is wrong
   * @throws IOException if a file cannot be used
   */
  protected JsonObject answer(List<String> words, Consumer<String> progress)
      throws ToolRefusal, ConfigurationException, IOException {
    return answer(words);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int run(PrintWriter out, PrintWriter err, String... words) {
    try {
      out.print(JSON.print(answer(List.of(words), err::println)));
      return 0;
    } catch (ToolRefusal refused) {
      return refuse(out, refused.exitCode(), refused.getMessage(), refused.suggestion());
    } catch (ConfigurationException wrong) {
      return refuse(out, ToolRefusal.FAILED, "the configuration is wrong:\n" + String.join("\n", wrong.problems()),
          "Correct it in the place that is named, or with 'claude-worker config set'.");
    } catch (WorkerException failed) {
      return refuse(out, ToolRefusal.FAILED, failed.getMessage(), failed.suggestion());
    } catch (IOException failed) {
      return refuse(out, ToolRefusal.FAILED, fileOf(failed) + " cannot be used: " + Reasons.of(failed),
          "Check who owns the files in " + home().path() + ", and whether the disk is full.");
    }
  }

  /** The environment of the process. */
  protected final Map<String, String> environment() {
    return environment;
  }

  /** The home, whether it exists or not; nothing is made. */
  protected final HomeDirectory home() {
    return new HomeDirectory(HomeLocation.of(Optional.empty(), environment).normalize());
  }

  /** What {@code ~} stands for. */
  protected final Path userHome() {
    return HomeLocation.userHome(environment);
  }

  private static String fileOf(IOException failed) {
    return failed instanceof FileSystemException told && told.getFile() != null ? told.getFile() : "a file";
  }

  private static int refuse(PrintWriter out, int exitCode, @Nullable String detail, String suggestion) {
    out.print(JSON.print(
        new ObjectBuilder().put("detail", String.valueOf(detail)).put("suggestion", suggestion).build()));
    return exitCode;
  }
}
