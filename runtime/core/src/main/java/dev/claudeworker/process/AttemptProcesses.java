package dev.claudeworker.process;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * Finds the processes of one attempt: all that carry its token in their environment and, while its leader is known to have
 * just been there, all in the leader's group or session (a process may have cleared its environment, or be executing
 * another program at that moment). Without a proven leader the token alone counts, because the pid may belong to somebody
 * else by then.
 */
final class AttemptProcesses {

  /** The variable by which an attempt's processes are known. */
  static final String TOKEN_VARIABLE = "CLAUDE_WORKER_ATTEMPT";

  private final ProcessTable table;
  private final String assignment;
  private final OptionalLong leader;

  AttemptProcesses(ProcessTable table, UUID attemptId, OptionalLong leader) {
    this.table = table;
    this.assignment = TOKEN_VARIABLE + "=" + attemptId;
    this.leader = leader;
  }

  /**
   * A look at the process table.
   *
   * @param found living processes of the attempt
   * @param undecided whether some other process could not be told
   */
  record Census(List<ProcessEntry> found, boolean undecided) {}

  Census census() {
    return census(pid -> true);
  }

  Census census(LongPredicate among) {
    var found = new ArrayList<ProcessEntry>();
    boolean undecided = false;
    long self = ProcessHandle.current().pid();
    for (long pid : table.pids()) {
      if (pid == self || !among.test(pid)) {
        continue;
      }
      var entry = table.find(pid).filter(candidate -> !candidate.dead());
      if (entry.isEmpty()) {
        continue;
      }
      if (inGroup(entry.get()) || inSession(entry.get())) {
        found.add(entry.get());
        continue;
      }
      switch (table.token(entry.get(), assignment)) {
        case CARRIED -> found.add(entry.get());
        case UNDECIDED -> undecided = true;
        case ABSENT -> {}
      }
    }
    return new Census(List.copyOf(found), undecided);
  }

  /** The members of the leader's process group, which is where a polite signal goes. */
  List<ProcessEntry> group() {
    return census().found().stream().filter(this::inGroup).toList();
  }

  boolean carriesToken(ProcessEntry entry) {
    return table.token(entry, assignment) == ProcessTable.Token.CARRIED;
  }

  private boolean inGroup(ProcessEntry entry) {
    return leader.isPresent() && entry.group() == leader.getAsLong();
  }

  private boolean inSession(ProcessEntry entry) {
    return leader.isPresent() && entry.session() == leader.getAsLong();
  }
}
