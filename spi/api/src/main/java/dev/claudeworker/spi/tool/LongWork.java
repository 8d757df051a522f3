package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.Map;

/**
 * Follows work that a tool has begun and that goes on after its call. A client that can follow work gets a handle instead of
 * the result and asks by it, also after a restart of the server: what is asked for must be found again by its name alone.
 * Every other client gets the result of the call as ever. Safe for use from any thread.
 */
@Experimental
public interface LongWork {

  /**
   * Whether the tool is of no use to a client that cannot follow work; its calls are then refused. Avoid it: most clients
   * cannot.
   *
   * @return false unless overridden
   */
  default boolean required() {
    return false;
  }

  /**
   * Looks how the work stands.
   *
   * @param work its name, from {@link ToolResult#withWork}
   * @param api the server, with the rights of whoever asks
   * @return how it stands; {@link WorkState.Gone} if that caller has no such work
   * @throws InterruptedException if the thread was interrupted
   */
  WorkState look(String work, WorkerApi api) throws InterruptedException;

  /**
   * Asks the work to end. Returns at once; work that has ended stays as it is.
   *
   * @param work its name
   * @param api the server, with the rights of whoever asks
   * @throws InterruptedException if the thread was interrupted
   */
  void cancel(String work, WorkerApi api) throws InterruptedException;

  /**
   * Hands over answers to {@link WorkState.Asking}, some or all. The work is asking no longer what is answered when this
   * returns.
   *
   * @param work its name
   * @param replies the answers by key, at least one; only of questions that are open, and fitting them
   * @param api the server, with the rights of whoever answers
   * @throws InterruptedException if the thread was interrupted
   */
  default void answer(String work, Map<String, Reply> replies, WorkerApi api) throws InterruptedException {}
}
