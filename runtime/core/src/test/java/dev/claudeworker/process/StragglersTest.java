package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.process.ProcessTable.Token;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pids are beyond any that Linux gives out, so that no signal meets a process. */
@Timeout(20)
class StragglersTest {

  private static final long FIRST = 5_000_001;

  private final MadeUpProcessTable table = new MadeUpProcessTable();

  @BeforeEach
  void theFirstIsThere() {
    living(FIRST, Token.ABSENT);
    table.lastPid(FIRST);
  }

  @Test
  void whoWasLeftByALongLineOfTheDepartedIsFound() throws Exception {
    int generations = 20;
    for (long pid = FIRST; pid < FIRST + generations; pid++) {
      long parent = pid;
      table.whenSought(parent, () -> {
        table.gone(parent);
        living(parent + 1, Token.UNDECIDED);
        table.lastPid(parent + 1);
      });
    }
    carriesUntilItIsEnded(FIRST + generations);

    assertThat(ended(List.of(FIRST))).isEqualTo(1);
  }

  @Test
  void whoIsUndecidedIsLookedAtUntilItCanBeTold() throws Exception {
    living(FIRST, Token.UNDECIDED);
    table.whenSought(FIRST, () -> carriesUntilItIsEnded(FIRST));

    assertThat(ended(List.of(FIRST))).isEqualTo(1);
  }

  @Test
  void othersThatDepartAreNotWaitedFor() throws Exception {
    table.gone(FIRST);

    assertThat(ended(List.of(FIRST))).isZero();
  }

  @Test
  void theDeadWhomNobodyBuriesAreNotLookedAtForEver() throws Exception {
    table.lastPid(ProcessTable.NOT_KNOWN);
    table.put(new ProcessEntry(FIRST, 'Z', FIRST, FIRST, false, 600), Token.ABSENT);
    var looks = new AtomicInteger();
    table.whenSought(FIRST, () -> countLooks(looks));

    assertThat(ended(List.of(FIRST))).isZero();
    assertThat(looks).hasValue(2);
  }

  private void countLooks(AtomicInteger looks) {
    looks.incrementAndGet();
    table.whenSought(FIRST, () -> countLooks(looks));
  }

  private int ended(List<Long> among) throws InterruptedException {
    var processes = new AttemptProcesses(table, UUID.randomUUID(), Optional.empty());
    return new Stragglers(processes, new Signals(table), Workshop.QUICK).end(() -> among);
  }

  private void carriesUntilItIsEnded(long pid) {
    table.whenSought(pid, () -> {
      living(pid, Token.CARRIED);
      table.whenSought(pid, () -> table.gone(pid));
    });
  }

  private void living(long pid, Token token) {
    table.put(new ProcessEntry(pid, 'S', pid, pid, false, 600), token);
  }
}
