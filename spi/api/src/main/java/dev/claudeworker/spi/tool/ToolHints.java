package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;

/**
 * What a client may rely on when it decides whether to ask a person before a call.
 *
 * @param readOnly it changes nothing
 * @param destructive it may remove or end something; without meaning if {@code readOnly}
 * @param idempotent calling it again with the same arguments changes nothing more
 * @param openWorld it talks to systems outside this installation
 */
@Experimental
public record ToolHints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

  /** Only looks. */
  public static final ToolHints READS = new ToolHints(true, false, true, false);

  /** Adds something. */
  public static final ToolHints ADDS = new ToolHints(false, false, false, false);

  /** Sets something to a value; twice is the same as once. */
  public static final ToolHints SETS = new ToolHints(false, false, true, false);

  /** Removes or ends something. */
  public static final ToolHints REMOVES = new ToolHints(false, true, true, false);

  /** Nothing is known: what a careful client asks a person about. */
  public static final ToolHints UNKNOWN = new ToolHints(false, true, false, true);
}
