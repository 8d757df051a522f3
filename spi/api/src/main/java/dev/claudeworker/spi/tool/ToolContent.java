package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;

/** One piece of a result. */
@Experimental
public sealed interface ToolContent {

  /**
   * Text for the model.
   *
   * @param text the text
   */
  @Experimental
  record Text(String text) implements ToolContent {}

  /**
   * A picture.
   *
   * @param base64 its bytes in Base64
   * @param mimeType for example {@code image/png}
   */
  @Experimental
  record Image(String base64, String mimeType) implements ToolContent {}

  /**
   * Sound.
   *
   * @param base64 its bytes in Base64
   * @param mimeType for example {@code audio/wav}
   */
  @Experimental
  record Audio(String base64, String mimeType) implements ToolContent {}

  /**
   * A resource that the client can read by itself.
   *
   * @param uri its address
   * @param name what it is called
   * @param mimeType its media type
   */
  @Experimental
  record Link(String uri, String name, String mimeType) implements ToolContent {}

  /**
   * A resource with its content.
   *
   * @param resource the content
   */
  @Experimental
  record Embedded(ResourceContent resource) implements ToolContent {}
}
