package dev.claudeworker.plugin.mcptools;

/** Ends a call with an error that tells the model what to do. */
final class ToolRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ToolRefusal(String text) {
    super(text, null, false, false);
  }
}
