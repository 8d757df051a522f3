package dev.claudeworker.torture.program;

/** A server did not become ready. */
public final class ServerGone extends Exception {

  /**
   * Says so.
   *
   * @param what what happened
   * @param lastWords the end of what the server printed
   */
  public ServerGone(String what, String lastWords) {
    super(what + (lastWords.isEmpty() ? "" : "; it said:\n" + lastWords));
  }
}
