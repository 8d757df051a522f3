package dev.claudeworker.process;

import java.util.List;

/**
 * What this machine can do for children.
 *
 * @param sessionCommand the program (with arguments) that starts another one in a session of its own; empty if there is none
 * @param processTable whether the process table can be read, without which no child can be adopted or ended with its tree
 * @param troubles what is missing and what that means, in sentences for people; empty if all is well
 */
public record ProcessCapabilities(List<String> sessionCommand, boolean processTable, List<String> troubles) {

  /** Copies the lists. */
  public ProcessCapabilities {
    sessionCommand = List.copyOf(sessionCommand);
    troubles = List.copyOf(troubles);
  }

  /**
   * Whether children outlive the server and are found again.
   *
   * @return true if nothing is missing for that
   */
  public boolean durable() {
    return !sessionCommand.isEmpty() && processTable;
  }
}
