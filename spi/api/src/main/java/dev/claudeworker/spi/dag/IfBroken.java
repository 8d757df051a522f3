package dev.claudeworker.spi.dag;

/** What becomes of a dependent task when its upstream task has ended otherwise than the edge asks. */
public enum IfBroken {
  /** It is skipped. */
  SKIP,
  /** It keeps waiting until a person releases or cancels it. */
  HOLD
}
