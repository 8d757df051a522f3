package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.security.Signer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkHandleTest {

  private static final WorkHandle HANDLE =
      new WorkHandle("create.task", "task-7", Instant.parse("2026-11-01T10:00:00.123Z"));

  private final Signer signer = new Signer("key");

  @Test
  void aHandleIsFoundAgainByWhoeverHasTheKey() {
    String id = HANDLE.sign(signer);

    assertThat(id).matches("[A-Za-z0-9_.-]+");
    assertThat(WorkHandle.read(id, new Signer("key"))).contains(HANDLE);
    assertThat(WorkHandle.read(id, new Signer("another key"))).isEmpty();
  }

  @Test
  void whatTheServerDidNotGiveOutIsNoHandle() {
    String id = HANDLE.sign(signer);
    for (int i = 0; i < id.length(); i++) {
      char other = id.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(WorkHandle.read(id.substring(0, i) + other + id.substring(i + 1), signer)).as("at " + i).isEmpty();
    }
    for (String wrong : new String[] {"", ".", "...", "7", "a.b.c.d", id + "a", id.substring(1)}) {
      assertThat(WorkHandle.read(wrong, signer)).as(wrong).isEmpty();
    }
    assertThat(signer.fits("work", "text", signer.sign("round", "text"))).as("signed for another purpose").isFalse();
  }
}
