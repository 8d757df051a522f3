package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.Optional;

/** Something that an agent can call. Safe for use from any thread; many calls may run at once. */
@Experimental
public interface Tool {

  /**
   * What it is called, does and takes.
   *
   * @return the same every time
   */
  ToolDescriptor descriptor();

  /**
   * Does its work, on a virtual thread of its own. The arguments fit the input schema. It is interrupted when the client
   * cancels the call, when {@code tools.call_timeout} is over, and when its plugin goes; it then stops at once.
   *
   * @param call arguments and surroundings
   * @return the result, never null; a failure that the agent can do something about is a result too, see
   *     {@link ToolResult#error}
   * @throws InterruptedException if it was interrupted
   * @throws dev.claudeworker.spi.WorkerException a failure; told to the agent as a result that is an error, with message
   *     and suggestion
   */
  ToolResult call(ToolCall call) throws InterruptedException;

  /**
   * How the work is followed that a call begins and that goes on after it, see {@link ToolResult#withWork}.
   *
   * @return the same every time; empty unless overridden: a call is over when it returns
   */
  default Optional<LongWork> longWork() {
    return Optional.empty();
  }
}
