package dev.claudeworker.mcp;

import dev.claudeworker.security.Signer;
import java.time.Instant;
import java.util.Optional;

/**
 * By what a client finds work again. The handle says all there is to know and is signed, so that nothing is kept for it, it
 * outlives the server, and none can be guessed.
 *
 * @param tool the tool that began the work
 * @param work what the tool calls it
 * @param created when the handle was made
 */
record WorkHandle(String tool, String work, Instant created) {

  private static final String PURPOSE = "work";
  private static final char SEPARATOR = '.';

  String sign(Signer signer) {
    String text = tool + SEPARATOR + work + SEPARATOR + Long.toString(created.toEpochMilli(), Character.MAX_RADIX);
    return text + SEPARATOR + signer.sign(PURPOSE, text);
  }

  /** Reads what {@link #sign} made with the same key; empty for anything else. */
  static Optional<WorkHandle> read(String id, Signer signer) {
    int signature = id.lastIndexOf(SEPARATOR);
    if (signature < 0 || !signer.fits(PURPOSE, id.substring(0, signature), id.substring(signature + 1))) {
      return Optional.empty();
    }
    // Names of tools may have dots in them, those of work and numbers have none.
    int time = id.lastIndexOf(SEPARATOR, signature - 1);
    int work = id.lastIndexOf(SEPARATOR, time - 1);
    return Optional.of(new WorkHandle(id.substring(0, work), id.substring(work + 1, time),
        Instant.ofEpochMilli(Long.parseLong(id.substring(time + 1, signature), Character.MAX_RADIX))));
  }
}
