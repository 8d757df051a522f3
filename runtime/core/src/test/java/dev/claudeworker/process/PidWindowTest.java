package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PidWindowTest {

  private final MadeUpProcessTable table = new MadeUpProcessTable();

  @Test
  void holdsThePidsGivenOutSince() {
    var window = new PidWindow(1000, 2000);

    assertThat(List.of(1L, 1000L, 1001L, 2000L, 2001L)).filteredOn(window::contains).containsExactly(1001L, 2000L);
  }

  @Test
  void goesOnFromTheBottomWhenThePidsStartAgain() {
    var window = new PidWindow(32_000, 400);

    assertThat(List.of(2L, 400L, 401L, 20_000L, 32_000L, 32_001L)).filteredOn(window::contains)
        .containsExactly(2L, 400L, 32_001L);
  }

  @Test
  void asksForEachPidOfASmallWindow() {
    assertThat(new PidWindow(7, 7).pids(table)).isEmpty();
    assertThat(new PidWindow(7, 10).pids(table)).containsExactly(8L, 9L, 10L);
    assertThat(new PidWindow(7, 107).pids(table)).hasSize(100);
  }

  @Test
  void asksTheTableWhenTheWindowIsLargeOrStartsAgain() {
    for (long pid : new long[] {5, 7, 50, 108, 109}) {
      table.gone(pid);
    }

    assertThat(new PidWindow(7, 108).pids(table)).containsExactly(50L, 108L);
    assertThat(new PidWindow(50, 5).pids(table)).containsExactly(5L, 108L, 109L);
  }

  @Test
  void holdsEveryPidWhileTheLastIsNotKnown() {
    table.gone(5);
    table.gone(108);

    assertThat(PidWindow.since(7, table).pids(table)).containsExactly(5L, 108L);
    assertThat(PidWindow.since(ProcessTable.NOT_KNOWN, table).pids(table)).containsExactly(5L, 108L);
  }
}
