package dev.claudeworker.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the processes of one attempt: all that carry its token in their environment and, while its shell is known to have
 * just been there, all in the shell's group or session (a process may have cleared its environment, or be executing another
 * program at that moment). Without a proven shell the token alone counts, because the pid may belong to somebody else by
 * then.
 */
final class AttemptProcesses {

  /** The variable by which an attempt's processes are known. */
  static final String TOKEN_VARIABLE = "CLAUDE_WORKER_ATTEMPT";

  private final ProcessTable table;
  private final String assignment;
  private final Optional<ProcessEntry> shell;

  AttemptProcesses(ProcessTable table, UUID attemptId, Optional<ProcessEntry> shell) {
    this.table = table;
    this.assignment = TOKEN_VARIABLE + "=" + attemptId;
    this.shell = shell;
  }

  /**
   * A look at the process table.
   *
   * @param found living processes of the attempt
   * @param undecided pids of other processes that could not be told
   * @param departed pids that were listed but dead or gone when it was their turn: they may have left a child that was started
   *     after the list was made
   */
  record Census(List<ProcessEntry> found, List<Long> undecided, Set<Long> departed) {}

  Census census() {
    return census(everybody());
  }

  List<Long> everybody() {
    return table.pids();
  }

  /** The pid given out last, to ask later with {@link #startedAfter} for those given out since. */
  long lastPid() {
    return table.lastPid();
  }

  List<Long> startedAfter(long pid) {
    return PidWindow.since(pid, table).pids(table);
  }

  Census census(List<Long> among) {
    var found = new ArrayList<ProcessEntry>();
    var undecided = new ArrayList<Long>();
    var departed = new HashSet<Long>();
    long self = ProcessHandle.current().pid();
    for (long pid : among) {
      if (pid == self) {
        continue;
      }
      var entry = table.find(pid).filter(candidate -> !candidate.dead());
      if (entry.isEmpty()) {
        departed.add(pid);
        continue;
      }
      switch (membership(entry.get())) {
        case CARRIED -> found.add(entry.get());
        case UNDECIDED -> undecided.add(pid);
        case ABSENT -> {}
      }
    }
    return new Census(List.copyOf(found), List.copyOf(undecided), departed);
  }

  /**
   * The members of the shell's process group that have become programs of their own, which is where a polite signal goes. A
   * copy of the shell that is still on its way to the child's program would swallow it.
   */
  List<ProcessEntry> startedPrograms() {
    if (shell.isEmpty()) {
      return List.of();
    }
    long leader = shell.get().pid();
    String shellCommand = table.commandLine(leader);
    return census().found()
        .stream()
        .filter(process -> process.group() == leader && process.pid() != leader)
        .filter(process -> isStarted(table.commandLine(process.pid()), shellCommand))
        .toList();
  }

  /** In the very moment of its start a program has no command line. */
  private static boolean isStarted(String command, String shellCommand) {
    return !command.isEmpty() && !command.equals(shellCommand);
  }

  boolean carriesToken(ProcessEntry entry) {
    return table.token(entry, assignment) == ProcessTable.Token.CARRIED;
  }

  private ProcessTable.Token membership(ProcessEntry entry) {
    var token = tokenOrGroup(entry);
    return token != ProcessTable.Token.ABSENT && table.isThread(entry.pid()) ? ProcessTable.Token.ABSENT : token;
  }

  private ProcessTable.Token tokenOrGroup(ProcessEntry entry) {
    if (shell.isPresent()) {
      if (entry.startTicks() < shell.get().startTicks()) {
        return ProcessTable.Token.ABSENT;
      }
      if (entry.group() == shell.get().pid() || entry.session() == shell.get().pid()) {
        return ProcessTable.Token.CARRIED;
      }
    }
    return table.token(entry, assignment);
  }
}
