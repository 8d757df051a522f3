package dev.claudeworker.spi;

/** The version of this SPI. A plugin states the range it was built for in its manifest; the runtime checks it. */
public final class SpiVersion {

  /** Semantic version of the SPI in this jar. Breaking changes raise the first number. */
  public static final String CURRENT = "0.1.0";

  private SpiVersion() {}
}
