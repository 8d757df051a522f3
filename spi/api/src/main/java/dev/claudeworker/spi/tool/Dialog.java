package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.Optional;

/**
 * Asks whoever works with the client. Nothing waits for an answer: a question that is open ends the round, the client puts
 * it to its user, and the call is made again from its beginning with the answers so far. So ask before anything is done
 * that must not be done twice, and ask the same questions in the same order every time:
 *
 * <pre>{@code
 * Optional<Reply> sure = call.ask("sure", Question.confirm("Delete all 12 tasks?"));
 * if (sure.isEmpty()) {
 *   return ToolResult.unanswered();
 * }
 * }</pre>
 *
 * <p>Valid until the call returns; safe for use from any thread until then.
 */
@Experimental
public interface Dialog {

  /**
   * Whether a client can be asked such a question at all. Most can be asked none: command lines, scripts, clients of older
   * revisions. A tool that can do without an answer looks here first.
   *
   * @param question the question
   * @return false if {@link #ask} would end the call
   */
  boolean canAsk(Question question);

  /**
   * Asks, or looks up what was answered in an earlier round. Several questions may be asked before the call returns; they
   * are put together.
   *
   * @param key names the question within the call: 1 to 64 of {@code A-Za-z0-9_-}; another question needs another key
   * @param question what is asked
   * @return the answer, which fits the question; empty = not answered yet, then return {@link ToolResult#unanswered} (a
   *     prompt: no messages)
   * @throws dev.claudeworker.spi.WorkerException if the client cannot be asked; leave it to the caller, who tells the client
   *     what it lacks
   */
  Optional<Reply> ask(String key, Question question);
}
