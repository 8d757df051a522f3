package dev.claudeworker.storage.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ServerVersionTest {

  @Test
  void versionsAreOrderedByNumberNotByText() {
    assertThat(ServerVersion.parse("0.10.0")).isGreaterThan(ServerVersion.parse("0.9.12"));
    assertThat(ServerVersion.parse("1.0.0")).isGreaterThan(ServerVersion.parse("0.99.99"));
    assertThat(ServerVersion.parse("1.2.4")).isGreaterThan(ServerVersion.parse("1.2.3"));
  }

  @Test
  void aSnapshotCountsAsItsRelease() {
    assertThat(ServerVersion.parse("1.2.3-SNAPSHOT")).isEqualByComparingTo(ServerVersion.parse("1.2.3"));
  }

  @Test
  void otherTextsAreRefused() {
    assertThatThrownBy(() -> ServerVersion.parse("1.2")).hasMessage("not a version: '1.2'");
    assertThatThrownBy(() -> ServerVersion.parse("${project.version}")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBuildKnowsItsVersion() {
    assertThat(ServerVersion.current()).isGreaterThanOrEqualTo(ServerVersion.parse("0.1.0"));
  }
}
