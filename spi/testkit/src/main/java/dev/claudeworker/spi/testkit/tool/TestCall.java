package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A call as a test makes it.
 *
 * @param arguments the arguments
 * @param callId the same for every repetition of one call
 * @param workingDirectory where the client works
 * @param api the server's interface
 * @param told what the tool told about its progress
 */
public record TestCall(
    JsonObject arguments,
    Optional<String> callId,
    Optional<Path> workingDirectory,
    WorkerApi api,
    List<String> told)
    implements ToolCall {

  /**
   * A call with arguments and nothing else.
   *
   * @param arguments the arguments
   * @param api the server's interface
   * @return the call
   */
  public static TestCall of(JsonObject arguments, WorkerApi api) {
    return new TestCall(arguments, Optional.empty(), Optional.empty(), api, new CopyOnWriteArrayList<>());
  }

  /**
   * The same with an id.
   *
   * @param id the id
   * @return the new call
   */
  public TestCall withCallId(String id) {
    return new TestCall(arguments, Optional.of(id), workingDirectory, api, told);
  }

  /**
   * The same from a directory.
   *
   * @param directory where the client works
   * @return the new call
   */
  public TestCall from(Path directory) {
    return new TestCall(arguments, callId, Optional.of(directory), api, told);
  }

  @Override
  public String caller() {
    return "tester";
  }

  @Override
  public String correlationId() {
    return "test";
  }

  @Override
  public void progress(double done, OptionalDouble total, String message) {
    told.add(message);
  }

  @Override
  public void log(String level, String text) {
    told.add(text);
  }
}
