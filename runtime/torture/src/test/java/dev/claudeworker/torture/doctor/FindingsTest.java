package dev.claudeworker.torture.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.torture.check.Promise;
import dev.claudeworker.torture.check.Violation;
import dev.claudeworker.torture.doctor.CommitProbe.Commits;
import dev.claudeworker.torture.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final Latencies HUNDRED =
      new Latencies(LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000).boxed().toList());

  private static Findings findings(Optional<Outcome> outcome, Optional<String> gone) {
    return new Findings(HUNDRED, new Commits(HUNDRED, 50, 400), outcome, new KillingSpree(0, _ -> {
    }), gone);
  }

  private static Outcome outcome(List<Violation> violations) {
    return new Outcome(10, 12, 14, 2, List.of(Duration.ofSeconds(9), Duration.ofSeconds(2)), violations);
  }

  private static String printed(Findings findings) {
    return new JacksonJsonCodec().print(findings.document());
  }

  @Test
  void withoutViolationsEverythingWasKept() {
    assertThat(printed(findings(Optional.of(outcome(List.of())), Optional.empty())))
        .startsWith("{\"kept\":true,\"sync\":{\"count\":100,\"p50_ms\":50.000,\"p99_ms\":99.000}")
        .contains("\"per_second\":50", "\"per_second_together\":400", "\"lost\":0", "\"violations\":0")
        .as("the first start follows no kill")
        .contains("\"recovery\":{\"count\":1,\"p50_ms\":2000.000");
  }

  @Test
  void violationsAreCountedAndTheFirstOnesTold() {
    List<Violation> many = LongStream.range(0, 30)
        .mapToObj(number -> new Violation(Promise.KEPT, "c1-" + number % 3 + "-", "is gone"))
        .toList();
    String printed = printed(findings(Optional.of(outcome(many)), Optional.empty()));
    assertThat(printed).contains("\"kept\":false", "\"lost\":3", "\"violations\":30");
    assertThat(printed.split("is gone", -1)).hasSize(21);
  }

  @Test
  void serverThatDoesNotComeBackIsNothingKept() {
    assertThat(printed(findings(Optional.empty(), Optional.of("it ended with 1"))))
        .contains("\"kept\":false", "\"gone\":\"it ended with 1\"");
  }

  @Test
  void diskThatSyncsFasterThanAnyCanIsNoticed() {
    assertThat(Findings.syncsTooFast(findings(Optional.empty(), Optional.empty()).document())).isFalse();
    var memory = new Findings(new Latencies(List.of(5_000L)), new Commits(HUNDRED, 1, 1), Optional.empty(),
        new KillingSpree(0, _ -> {
        }), Optional.empty());
    assertThat(Findings.syncsTooFast(memory.document())).isTrue();
  }
}
