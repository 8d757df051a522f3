package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.executor.EndCause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FollowIT {

  @TempDir
  Path home;

  private Workshop workshop;
  private Workshop.Place place;

  @BeforeEach
  void openWorkshop() throws Exception {
    workshop = new Workshop(home);
    place = workshop.attempt();
  }

  @AfterEach
  void closeWorkshop() {
    workshop.close();
  }

  @Test
  void readsOutputWhileTheChildIsStillWriting() throws Exception {
    var child = workshop.start(place, "for i in 1 2 3; do echo line $i; while ! [ -e %s/$i ]; do sleep 0.01; done; done"
        .formatted(home));
    try (var stdout = child.stdout()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(new String(stdout.readNBytes(7))).isEqualTo("line " + i + "\n");
        Files.createFile(home.resolve(Integer.toString(i)));
      }
      assertThat(stdout.read()).isEqualTo(-1);
    }
    assertThat(child.waitFor().code()).hasValue(0);
  }

  @Test
  void losesNothingOfAFloodWithoutLineBreaks() throws Exception {
    var child = workshop.start(place, "head -c 40000000 /dev/zero");
    long bytes = 0;
    try (var stdout = child.stdout()) {
      var chunk = new byte[1 << 16];
      for (int count = stdout.read(chunk); count >= 0; count = stdout.read(chunk)) {
        bytes += count;
      }
    }
    assertThat(bytes).isEqualTo(40_000_000);
    assertThat(child.waitFor().code()).hasValue(0);
  }

  @Test
  void everyStreamBeginsAtTheFirstByteAlsoAfterTheEnd() throws Exception {
    var child = workshop.start(place, "echo all of it");
    var early = child.stdout();
    child.waitFor();

    assertThat(early.readAllBytes()).isEqualTo(child.stdout().readAllBytes());
    assertThat(Workshop.text(child)).isEqualTo("all of it\n");
  }

  @Test
  void outputThatBreaksOffIsReadAsFarAsItGoes() throws Exception {
    var child = workshop.start(place, "printf '{\"text\":\"caf\\303'; kill -KILL $$");

    assertThat(child.stdout().readAllBytes()).isEqualTo("{\"text\":\"caf\u00c3".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(child.waitFor().code()).hasValue(137);
  }

  @Test
  void aWaitingReaderCanBeInterrupted() throws Exception {
    var child = workshop.start(place, "sleep 300");
    var failure = new CompletableFuture<IOException>();
    var reader = Thread.ofVirtual().start(() -> {
      try (var stdout = child.stdout()) {
        stdout.read();
      } catch (IOException expected) {
        failure.complete(expected);
      }
    });

    reader.interrupt();

    assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    child.end(EndCause.CANCELLED);
    assertThat(child.waitFor().code()).as("the child went on until it was ended").hasValue(143);
  }

  @Test
  void closingAStreamWakesItsReader() throws Exception {
    var child = workshop.start(place, "sleep 300");
    var stdout = child.stdout();
    var failure = new CompletableFuture<Throwable>();
    Thread.ofVirtual().start(() -> {
      try {
        failure.complete(new AssertionError("read " + stdout.read()));
      } catch (IOException expected) {
        failure.complete(expected);
      }
    });

    stdout.close();

    assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    assertThatThrownBy(stdout::read).isInstanceOf(IOException.class);
  }
}
