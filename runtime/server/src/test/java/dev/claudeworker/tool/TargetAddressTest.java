package dev.claudeworker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {

  @ParameterizedTest
  @CsvSource({
    "postgres://db.example.org/queue, jdbc:postgresql://db.example.org/queue",
    "postgresql://me@127.0.0.1:5433/queue, jdbc:postgresql://127.0.0.1:5433/queue?user=me",
    "postgres://me@host/q?sslmode=require, jdbc:postgresql://host/q?sslmode=require&user=me",
    "jdbc:postgresql://host:1/q?user=you, jdbc:postgresql://host:1/q?user=you"})
  void itIsWrittenAsForPsql(String given, String url) throws ToolRefusal {
    assertThat(TargetAddress.of(given).url()).isEqualTo(url);
    assertThat(TargetAddress.of(given).keys()).containsEntry("storage.type", "postgres");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://host/q", "host/q", "postgres://", "postgres://h/a b", "postgres:///q", "postgres://host"})
  void whatIsNoAddressIsRefusedWithAnExample(String given) {
    assertThatExceptionOfType(ToolRefusal.class).isThrownBy(() -> TargetAddress.of(given))
        .satisfies(refusal -> assertThat(refusal.suggestion()).contains("postgres://USER@HOST:PORT/DATABASE"));
  }

  @Test
  void aPasswordIsRefusedWithoutRepeatingIt() {
    for (String given : new String[] {"postgres://me:geheim@host/q", "postgres://host/q?password=geheim"}) {
      assertThatExceptionOfType(ToolRefusal.class).isThrownBy(() -> TargetAddress.of(given))
          .satisfies(refusal -> {
            assertThat(refusal.getMessage() + refusal.suggestion()).doesNotContain("geheim").contains(".pgpass");
            assertThat(refusal.exitCode()).isEqualTo(ToolRefusal.USAGE);
          });
    }
  }
}
