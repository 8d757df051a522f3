package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.process.ProcessTable.Token;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptProcessesTest {

  private static final UUID ATTEMPT = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final ProcessEntry SHELL = entry(1_000_100, 'S', 1_000_100, 500);

  private final MadeUpProcessTable table = new MadeUpProcessTable();

  @Test
  void findsAllThatCarryTheToken() {
    table.put(entry(1_000_001, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1, 600), Token.ABSENT);
    table.put(entry(1_000_003, 'D', 1, 600), Token.CARRIED);

    var census = new AttemptProcesses(table, ATTEMPT, Optional.empty()).census();

    assertThat(census.found()).extracting(ProcessEntry::pid).containsExactly(1_000_001L, 1_000_003L);
    assertThat(census.undecided()).isEmpty();
    assertThat(census.departed()).isEmpty();
    assertThat(table.asked()).containsOnly("CLAUDE_WORKER_ATTEMPT=" + ATTEMPT);
  }

  @Test
  void findsGroupAndSessionOfAProvenShellOnly() {
    table.put(SHELL, Token.CARRIED);
    table.put(new ProcessEntry(1_000_101, 'S', 1_000_100, 7, false, 600), Token.ABSENT);
    table.put(new ProcessEntry(1_000_102, 'S', 7, 1_000_100, false, 600), Token.UNDECIDED);

    var proven = new AttemptProcesses(table, ATTEMPT, Optional.of(SHELL));
    assertThat(proven.census().found()).extracting(ProcessEntry::pid)
        .containsExactly(1_000_100L, 1_000_101L, 1_000_102L);

    var unproven = new AttemptProcesses(table, ATTEMPT, Optional.empty());
    assertThat(unproven.census().found()).extracting(ProcessEntry::pid).containsExactly(1_000_100L);
  }

  @Test
  void asksOnlyProgramsOfTheGroupThatHaveStarted() {
    table.put(SHELL, Token.CARRIED);
    table.command(1_000_100, "sh child.sh");
    String[] commands = {"", "sh child.sh", "make"};
    for (int i = 0; i < commands.length; i++) {
      table.put(entry(1_000_101 + i, 'S', 1_000_100, 600), Token.CARRIED);
      table.command(1_000_101 + i, commands[i]);
    }
    table.put(entry(1_000_200, 'S', 1_000_200, 600), Token.CARRIED);
    table.command(1_000_200, "a tool in a group of its own");

    assertThat(new AttemptProcesses(table, ATTEMPT, Optional.of(SHELL)).startedPrograms())
        .extracting(ProcessEntry::pid)
        .containsExactly(1_000_103L);
    assertThat(new AttemptProcesses(table, ATTEMPT, Optional.empty()).startedPrograms()).isEmpty();
  }

  @Test
  void nothingOlderThanTheShellBelongsToIt() {
    table.put(entry(1_000_001, 'S', 1_000_100, 499), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1_000_100, 500), Token.CARRIED);

    assertThat(new AttemptProcesses(table, ATTEMPT, Optional.of(SHELL)).census().found())
        .extracting(ProcessEntry::pid)
        .containsExactly(1_000_002L);
  }

  @Test
  void theDeadAndTheGoneAreDeparted() {
    table.put(entry(1_000_001, 'Z', 1, 600), Token.CARRIED);
    table.gone(1_000_002);
    table.put(entry(1_000_003, 'S', 1, 600), Token.UNDECIDED);

    var census = new AttemptProcesses(table, ATTEMPT, Optional.empty()).census();

    assertThat(census.found()).isEmpty();
    assertThat(census.departed()).containsExactlyInAnyOrder(1_000_001L, 1_000_002L);
    assertThat(census.undecided()).containsExactly(1_000_003L);
  }

  @Test
  void threadsAreNoProcesses() {
    table.put(entry(1_000_001, 'S', 1_000_100, 600), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1_000_100, 600), Token.CARRIED);
    table.thread(1_000_002);

    assertThat(new AttemptProcesses(table, ATTEMPT, Optional.of(SHELL)).census().found())
        .extracting(ProcessEntry::pid)
        .containsExactly(1_000_001L);
  }

  @Test
  void looksOnlyAmongThoseAskedForAndNeverAtItself() {
    long self = ProcessHandle.current().pid();
    table.put(entry(self, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_001, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1, 600), Token.CARRIED);

    var processes = new AttemptProcesses(table, ATTEMPT, Optional.empty());

    assertThat(processes.census().found()).hasSize(2);
    assertThat(processes.census(List.of(1_000_002L, 1_000_003L)).found())
        .extracting(ProcessEntry::pid)
        .containsExactly(1_000_002L);
  }

  private static ProcessEntry entry(long pid, char state, long group, long startTicks) {
    return new ProcessEntry(pid, state, group, group, false, startTicks);
  }
}
