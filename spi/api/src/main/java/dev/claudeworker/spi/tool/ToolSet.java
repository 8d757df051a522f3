package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.List;

/**
 * Tools that come and go together, with the resources and prompts that belong to them. Safe for use from any thread: lists
 * are asked for while calls run.
 */
@Experimental
public interface ToolSet extends AutoCloseable {

  /**
   * The tools that are there now.
   *
   * @return the tools, in a stable order; names must be unique among all plugins, the first one wins
   */
  List<Tool> tools();

  /**
   * The resources that are there now.
   *
   * @return the resources, empty unless overridden
   */
  default List<Resource> resources() {
    return List.of();
  }

  /**
   * The prompts that are there now.
   *
   * @return the prompts, empty unless overridden
   */
  default List<Prompt> prompts() {
    return List.of();
  }

  /**
   * What keeps tools from being there, for example a file that cannot be read.
   *
   * @return one sentence each, with file and line where there are any; empty unless overridden
   */
  default List<String> problems() {
    return List.of();
  }

  /**
   * Hands over whom to tell when one of the lists has changed, so that connected clients ask again. Called once, before
   * anything else. A set that never changes need not override it.
   *
   * @param changed run it after every change, from any thread; it returns at once and never throws
   */
  default void onChange(Runnable changed) {}

  /** Releases what it holds. Calls that run were interrupted before. Closing twice is allowed. */
  @Override
  default void close() {}
}
