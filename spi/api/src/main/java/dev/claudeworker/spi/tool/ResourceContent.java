package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;

/** The content of a resource. */
@Experimental
public sealed interface ResourceContent {

  /**
   * Where it comes from.
   *
   * @return an absolute URI
   */
  String uri();

  /**
   * What it is.
   *
   * @return a media type
   */
  String mimeType();

  /**
   * Text.
   *
   * @param uri its address
   * @param mimeType its media type
   * @param text the text
   */
  @Experimental
  record Text(String uri, String mimeType, String text) implements ResourceContent {}

  /**
   * Bytes.
   *
   * @param uri its address
   * @param mimeType its media type
   * @param base64 the bytes in Base64
   */
  @Experimental
  record Bytes(String uri, String mimeType, String base64) implements ResourceContent {}
}
