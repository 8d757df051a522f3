package dev.claudeworker.mcp;

import java.util.OptionalDouble;

/** What a running call tells its client before its result. */
public interface ToolFeedback {

  /** For clients that cannot be told anything. */
  ToolFeedback NONE = new ToolFeedback() {

    @Override
    public void progress(double done, OptionalDouble total, String message) {}

    @Override
    public void log(String level, String text) {}
  };

  /** Tells how far the work is. */
  void progress(double done, OptionalDouble total, String message);

  /** Sends a line of the log. */
  void log(String level, String text);
}
