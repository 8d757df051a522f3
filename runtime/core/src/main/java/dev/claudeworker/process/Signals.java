package dev.claudeworker.process;

import java.util.Optional;

/** Sends signals to exactly the process that was looked at, never to a later one with the same pid. */
final class Signals {

  private final ProcessTable table;

  Signals(ProcessTable table) {
    this.table = table;
  }

  void terminate(ProcessEntry entry) {
    handle(entry).ifPresent(ProcessHandle::destroy);
  }

  void kill(ProcessEntry entry) {
    handle(entry).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The handle remembers the start time and checks it on use; the second look proves that it was made in time. */
  private Optional<ProcessHandle> handle(ProcessEntry entry) {
    return ProcessHandle.of(entry.pid())
        .filter(handle -> table.find(entry.pid()).filter(entry::sameProcess).isPresent());
  }
}
