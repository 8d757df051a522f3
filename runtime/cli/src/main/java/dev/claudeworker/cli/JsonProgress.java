package dev.claudeworker.cli;

import dev.claudeworker.spi.JsonValue.JsonObject;

/** One JSON line for every change. */
final class JsonProgress implements ProgressDisplay {

  private final Output output;
  private JsonObject last = JsonObject.EMPTY;

  JsonProgress(Output output) {
    this.output = output;
  }

  @Override
  public void show(TaskDocument task) {
    if (!task.json().equals(last)) {
      last = task.json();
      output.jsonLine(last);
    }
  }
}
