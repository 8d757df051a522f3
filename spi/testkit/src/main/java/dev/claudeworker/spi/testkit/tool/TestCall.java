package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.Question;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A call as a test makes it.
 *
 * @param arguments the arguments
 * @param callId the same for every repetition of one call
 * @param workingDirectory where the client works
 * @param api the server's interface
 * @param told what the tool told about its progress
 * @param replies what the client answers to questions, by key; empty if it cannot be asked
 * @param asked what the tool asked and has no answer to, by key
 * @param followsWork whether the client follows work by a handle
 */
public record TestCall(
    JsonObject arguments,
    Optional<String> callId,
    Optional<Path> workingDirectory,
    WorkerApi api,
    List<String> told,
    Optional<Map<String, Reply>> replies,
    Map<String, Question> asked,
    boolean followsWork)
    implements ToolCall {

  /**
   * A call with arguments and nothing else.
   *
   * @param arguments the arguments
   * @param api the server's interface
   * @return the call
   */
  public static TestCall of(JsonObject arguments, WorkerApi api) {
    return new TestCall(arguments, Optional.empty(), Optional.empty(), api, new CopyOnWriteArrayList<>(),
        Optional.empty(),
        new ConcurrentHashMap<>(), false);
  }

  /**
   * The same with an id.
   *
   * @param id the id
   * @return the new call
   */
  public TestCall withCallId(String id) {
    return new TestCall(
        arguments, Optional.of(id), workingDirectory, api, told, replies, asked, followsWork);
  }

  /**
   * The same from a directory.
   *
   * @param directory where the client works
   * @return the new call
   */
  public TestCall from(Path directory) {
    return new TestCall(
        arguments, callId, Optional.of(directory), api, told, replies, asked, followsWork);
  }

  /**
   * The same by a client that can be asked, in a new round.
   *
   * @param given what it has answered so far, by key
   * @return the new call
   */
  public TestCall answering(Map<String, Reply> given) {
    return new TestCall(arguments, callId, workingDirectory, api, told, Optional.of(Map.copyOf(given)),
        new ConcurrentHashMap<>(), followsWork);
  }

  /**
   * The same by a client that follows work.
   *
   * @return the new call
   */
  public TestCall following() {
    return new TestCall(arguments, callId, workingDirectory, api, told, replies, asked, true);
  }

  @Override
  public boolean canAsk(Question question) {
    return replies.isPresent();
  }

  @Override
  public Optional<Reply> ask(String key, Question question) {
    Map<String, Reply> given = replies.orElseThrow(() -> new WorkerException(
        ErrorCode.user("client_cannot_answer"), "The client cannot be asked.", "Call it with answering()."));
    Optional<Reply> known = Optional.ofNullable(given.get(key));
    if (known.isEmpty()) {
      asked.put(key, question);
    }
    return known;
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
