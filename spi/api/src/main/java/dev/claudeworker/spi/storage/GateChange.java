package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;

/** A gate closes or opens: one row and one event, however many tasks stand behind it. */
public sealed interface GateChange {

  /**
   * The event to write with the change.
   *
   * @return the event
   */
  EventDraft event();

  /**
   * Closes a gate, or replaces the row of the same scope and code if the new one holds longer. A change that would
   * shorten a closed gate writes nothing, not even its event.
   *
   * @param gate the gate
   * @param event the event to write
   */
  record Close(Gate gate, EventDraft event) implements GateChange {}

  /**
   * Opens a gate. Opening one that is not closed writes nothing, not even its event.
   *
   * @param scope its scope
   * @param code its code
   * @param event the event to write
   */
  record Open(GateScope scope, String code, EventDraft event) implements GateChange {}
}
