package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.process.ProcessTable.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptProcessesTest {

  private static final UUID ATTEMPT = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  private static final ProcessEntry SHELL = entry(1_000_100, 'S', 1_000_100, 500);

  private final Table table = new Table();

  @Test
  void findsAllThatCarryTheToken() {
    table.put(entry(1_000_001, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1, 600), Token.ABSENT);
    table.put(entry(1_000_003, 'D', 1, 600), Token.CARRIED);

    var census = new AttemptProcesses(table, ATTEMPT, Optional.empty()).census();

    assertThat(census.found()).extracting(ProcessEntry::pid).containsExactly(1_000_001L, 1_000_003L);
    assertThat(census.undecided()).isFalse();
    assertThat(table.asked).containsOnly("CLAUDE_WORKER_ATTEMPT=" + ATTEMPT);
  }

  @Test
  void findsGroupAndSessionOfAProvenShellOnly() {
    table.put(SHELL, Token.CARRIED);
    table.put(new ProcessEntry(1_000_101, 'S', 1_000_100, 7, false, 600), Token.ABSENT);
    table.put(new ProcessEntry(1_000_102, 'S', 7, 1_000_100, false, 600), Token.UNDECIDED);

    var proven = new AttemptProcesses(table, ATTEMPT, Optional.of(SHELL));
    assertThat(proven.census().found()).extracting(ProcessEntry::pid)
        .containsExactly(1_000_100L, 1_000_101L, 1_000_102L);
    assertThat(proven.group()).extracting(ProcessEntry::pid).containsExactly(1_000_100L, 1_000_101L);

    var unproven = new AttemptProcesses(table, ATTEMPT, Optional.empty());
    assertThat(unproven.census().found()).extracting(ProcessEntry::pid).containsExactly(1_000_100L);
    assertThat(unproven.group()).isEmpty();
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
    assertThat(census.undecided()).isTrue();
  }

  @Test
  void looksOnlyAmongThoseAskedForAndNeverAtItself() {
    long self = ProcessHandle.current().pid();
    table.put(entry(self, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_001, 'S', 1, 600), Token.CARRIED);
    table.put(entry(1_000_002, 'S', 1, 600), Token.CARRIED);

    var processes = new AttemptProcesses(table, ATTEMPT, Optional.empty());

    assertThat(processes.census().found()).hasSize(2);
    assertThat(processes.census(pid -> pid != 1_000_001).found())
        .extracting(ProcessEntry::pid)
        .containsExactly(1_000_002L);
  }

  private static ProcessEntry entry(long pid, char state, long group, long startTicks) {
    return new ProcessEntry(pid, state, group, group, false, startTicks);
  }

  /** A process table made up. */
  private static final class Table implements ProcessTable {

    private final Map<Long, Optional<ProcessEntry>> entries = new LinkedHashMap<>();
    private final Map<Long, Token> tokens = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    void put(ProcessEntry entry, Token token) {
      entries.put(entry.pid(), Optional.of(entry));
      tokens.put(entry.pid(), token);
    }

    void gone(long pid) {
      entries.put(pid, Optional.empty());
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
      return entries.getOrDefault(pid, Optional.empty());
    }

    @Override
    public List<Long> pids() {
      return List.copyOf(entries.keySet().stream().sorted().toList());
    }

    @Override
    public long lastPid() {
      return Long.MAX_VALUE;
    }

    @Override
    public Token token(ProcessEntry entry, String assignment) {
      asked.add(assignment);
      return tokens.get(entry.pid());
    }

    @Override
    public Optional<Long> firstChild(long pid) {
      return Optional.empty();
    }

    @Override
    public long peakMemoryBytes(long pid) {
      return 0;
    }
  }
}
