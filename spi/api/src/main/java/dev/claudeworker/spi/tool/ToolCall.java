package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** One call of a tool. Valid until {@link Tool#call} returns; safe for use from any thread until then. */
@Experimental
public interface ToolCall extends Dialog {

  /**
   * The arguments.
   *
   * @return they fit the input schema; empty if the client sent none
   */
  JsonObject arguments();

  /**
   * Who calls.
   *
   * @return name of the operating-system user, {@code token}, or {@code task-7} for a task of the queue
   */
  String caller();

  /**
   * Ties the call to log lines and events.
   *
   * @return the id, never empty
   */
  String correlationId();

  /**
   * The same for every repetition of one call by the same agent, so that a tool that creates something creates it once.
   *
   * @return the id, empty if the client sends none
   */
  Optional<String> callId();

  /**
   * Where the client works, so that a relative path means what it means there.
   *
   * @return an absolute directory of this machine; empty if the client does not say or works elsewhere
   */
  Optional<Path> workingDirectory();

  /**
   * Whether the client follows the work of this call by a handle, so that the tool should begin it and return at once
   * instead of waiting for its end. Only of meaning for a tool with {@link Tool#longWork}.
   *
   * @return true if {@link ToolResult#withWork} becomes a handle
   */
  boolean followsWork();

  /**
   * Tells how far the work is. Does nothing if the client did not ask to be told.
   *
   * @param done how much is done; must grow from call to call
   * @param total out of how much, if that is known
   * @param message what is being done, on one line
   */
  void progress(double done, OptionalDouble total, String message);

  /**
   * Sends a line of the tool's log to the client, if it wants lines of that level.
   *
   * @param level {@code debug}, {@code info}, {@code notice}, {@code warning}, {@code error}
   * @param text the line
   */
  void log(String level, String text);

  /**
   * The queue and everything else of this server, with the rights of the caller.
   *
   * @return the interface
   */
  WorkerApi api();
}
