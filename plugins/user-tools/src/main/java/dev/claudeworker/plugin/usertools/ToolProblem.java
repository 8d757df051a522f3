package dev.claudeworker.plugin.usertools;

/** Says why a file brings no tool: with its name, and the line where there is one. */
final class ToolProblem extends Exception {

  private static final long serialVersionUID = 1L;

  ToolProblem(String text) {
    super(text);
  }
}
