package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessEntryTest {

  private static final String REST = " 1 0 0 0 -1 %s 89 0 0 0 0 0 0 0 20 0 1 0 188026 2654208 395 18446744073709551615";

  @Test
  void readsTheFieldsThatIdentifyAProcess() {
    assertThat(ProcessEntry.parse("4711 (sh) S 10 20 30 0 -1 4194304 89 0 0 0 0 0 0 0 20 0 1 0 188026 2654208 395"))
        .contains(new ProcessEntry(4711, 'S', 20, 30, false, 188026));
  }

  @Test
  void aNameMayLookLikeTheRestOfTheLine() {
    assertThat(ProcessEntry.parse("7 (a) Z 1 (b) R 2 3 4 0 -1 0 89 0 0 0 0 0 0 0 20 0 1 0 55 9"))
        .contains(new ProcessEntry(7, 'R', 3, 4, false, 55));
  }

  @Test
  void knowsPartsOfTheKernel() {
    assertThat(ProcessEntry.parse("2 (kthreadd) S" + REST.formatted("2129984")).orElseThrow().kernelThread()).isTrue();
    assertThat(ProcessEntry.parse("2 (kthreadd) S" + REST.formatted("4194304")).orElseThrow().kernelThread()).isFalse();
  }

  @Test
  void zombiesAreDead() {
    for (String state : new String[] {"Z", "X", "x"}) {
      assertThat(ProcessEntry.parse("9 (a) " + state + REST.formatted("0")).orElseThrow().dead()).as(state).isTrue();
    }
    for (String state : new String[] {"R", "S", "D", "T", "t", "I"}) {
      assertThat(ProcessEntry.parse("9 (a) " + state + REST.formatted("0")).orElseThrow().dead()).as(state).isFalse();
    }
  }

  @Test
  void knowsWhoWasGivenNoVariables() {
    String line =
        "9 (a) b) R 12513 12513 1159 0 -1 4194304 96 0 1 0 0 0 0 0 20 0 1 0 146707 3133440 413 18446744073709551615"
            + " %s 94359612595625 140725145692272 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 94359612611632 94359612613248"
            + " 94360675389440 140725145701064 140725145701084 %s %s 0";

    assertThat(ProcessEntry.environmentIsEmpty(line.formatted("94359612575744", "140727589965807", "140727589965807")))
        .isTrue();
    assertThat(ProcessEntry.environmentIsEmpty(line.formatted("94359612575744", "140725145701084", "140725145702379")))
        .isFalse();
    assertThat(ProcessEntry.environmentIsEmpty(line.formatted("0", "140725145701084", "140725145701084")))
        .as("executing another program")
        .isFalse();
    assertThat(ProcessEntry.environmentIsEmpty(line.formatted("0", "0", "0"))).as("ending").isFalse();
    assertThat(ProcessEntry.environmentIsEmpty("9 (a) R 1 1 1")).isFalse();
  }

  @Test
  void anythingElseIsNoEntry() {
    for (String line : new String[] {"", "4711", "4711 (sh)", "4711 (sh) S 1 2", "x (sh) S" + REST, "never"}) {
      assertThat(ProcessEntry.parse(line)).as(line).isEmpty();
    }
  }

  @Test
  void aProcessIsThePidWithItsStart() {
    var process = new ProcessEntry(5, 'R', 5, 5, false, 100);

    assertThat(process.sameProcess(new ProcessEntry(5, 'Z', 1, 1, false, 100))).isTrue();
    assertThat(process.sameProcess(new ProcessEntry(5, 'R', 5, 5, false, 101))).isFalse();
    assertThat(process.sameProcess(new ProcessEntry(6, 'R', 5, 5, false, 100))).isFalse();
  }
}
