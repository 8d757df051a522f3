package dev.claudeworker.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A ledger with each thing that must not be. */
class LedgerTest {

  private final Ledger ledger = new Ledger();

  private void runs(long id) {
    ledger.submitted(id, 1_000);
    ledger.started(id, 1_000 + id);
    ledger.found(id, "completed");
  }

  @Test
  void everythingThatRanOnceIsGood() {
    for (long id = 1; id <= 5_000; id++) {
      runs(id);
    }
    Tally tally = ledger.tally();
    assertThat(tally.good()).isTrue();
    assertThat(tally.acknowledged()).isEqualTo(5_000);
    assertThat(tally.pickup(50)).isEqualTo(2_500);
    assertThat(tally.pickup(99)).isEqualTo(4_950);
    assertThat(tally.pickup(100)).isEqualTo(5_000);
  }

  @Test
  void acknowledgedTaskThatIsGoneIsLost() {
    runs(1);
    ledger.submitted(2, 1_000);
    assertThat(ledger.tally().lost()).isEqualTo(1);
    assertThat(ledger.tally().good()).isFalse();
  }

  @Test
  void taskThatDidNotCompleteIsUnfinished() {
    runs(1);
    ledger.submitted(2, 1_000);
    ledger.started(2, 1_001);
    ledger.found(2, "failed");
    assertThat(ledger.tally().unfinished()).isEqualTo(1);
    assertThat(ledger.tally().good()).isFalse();
  }

  @Test
  void taskThatIsCalledCompletedAndNeverRanIsUnfinished() {
    ledger.submitted(1, 1_000);
    ledger.found(1, "completed");
    assertThat(ledger.tally().unfinished()).isEqualTo(1);
  }

  @Test
  void taskThatNobodyWasToldOfIsADuplicate() {
    runs(1);
    ledger.started(2, 1_000);
    ledger.found(2, "completed");
    assertThat(ledger.tally().duplicated()).isEqualTo(1);
  }

  @Test
  void secondRunIsADuplicateUnlessTheServerWasKilledUnderTheFirst() {
    runs(1);
    runs(2);
    ledger.killed(1_500);
    ledger.started(1, 2_000);
    assertThat(ledger.tally().good()).isTrue();
    assertThat(ledger.tally().again()).isEqualTo(1);
    ledger.started(1, 2_001);
    assertThat(ledger.tally().duplicated()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstBeginMakesRoom() {
    ledger.submitted(1, 1_000);
    assertThat(ledger.started(1, 1_001)).isTrue();
    ledger.killed(1_002);
    assertThat(ledger.started(1, 1_003)).isFalse();
    assertThat(ledger.began()).isEqualTo(1);
  }
}
