package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.util.List;
import java.util.Map;

/** Something that an agent can read, at one address or at all addresses of one form. Safe for use from any thread. */
@Experimental
public interface Resource {

  /**
   * Its address, or their form with names in braces: {@code task://{id}/result}.
   *
   * @return an absolute URI or a template of one; a name stands for one or more characters other than '/'
   */
  String uri();

  /**
   * What it is called.
   *
   * @return one line
   */
  String name();

  /**
   * What is in it.
   *
   * @return a sentence or two for a model
   */
  String description();

  /**
   * The media type of its content.
   *
   * @return for example {@code text/plain}
   */
  String mimeType();

  /**
   * Reads it.
   *
   * @param uri the address that is asked for
   * @param names what the names in braces stand for
   * @param api the server, with the rights of the caller
   * @return the content; empty if there is nothing at this address
   * @throws InterruptedException if the thread was interrupted
   */
  List<ResourceContent> read(String uri, Map<String, String> names, WorkerApi api) throws InterruptedException;

  /**
   * Completes what a person has typed for one of the names in braces.
   *
   * @param name the name
   * @param begin what was typed
   * @return the values that begin so, best first, at most 100; empty unless overridden
   */
  default List<String> complete(String name, String begin) {
    return List.of();
  }

  /**
   * Whether the address is a form with names.
   *
   * @return true if it has braces
   */
  default boolean isTemplate() {
    return uri().contains("{");
  }
}
