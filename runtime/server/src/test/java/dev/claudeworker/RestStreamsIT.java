package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestStreamsIT {

  @TempDir
  Path home;

  private RestFixture server;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
    client = server.client();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void eventsArriveLiveAndInOrder() throws Exception {
    try (var events = follow("/api/v1/events", "")) {
      events.readUntil("id: ");
      client.submit("hello");
      String seen = events.readUntil("event: task.completed");

      assertThat(seen.indexOf("event: task.submitted")).isPositive().isLessThan(seen.indexOf("event: task.started"));
      assertThat(events.readUntil("\n\n")).contains("\"task_id\":1", "\"type\":\"task.completed\"");
    }
  }

  @Test
  void aReaderThatConnectsAgainMissesNothingAndSeesNothingTwice() throws Exception {
    String position;
    try (var events = follow("/api/v1/events", "")) {
      events.readUntil("id: ");
      client.submit("first");
      String frame = events.readUntil("event: task.submitted\nid: ") + events.readUntil("\n");
      position = frame.substring(frame.lastIndexOf("id: ") + 4).strip();
    }
    client.submit("second");
    try (var events = follow("/api/v1/events", "|Last-Event-ID: " + position)) {
      String rest = events.readUntil("event: task.submitted");
      assertThat(rest).contains("event: task.started", "event: task.completed").doesNotContain("\"sequence\":1,");
      assertThat(events.readUntil("\n\n")).contains("\"task_id\":2");
    }
  }

  @Test
  void everythingFromTheBeginningCanBeReadAgain() throws Exception {
    client.submit("first");
    String epoch = client.get("/api/v1/tasks/1/events").text("head");
    String start = epoch.substring(0, epoch.lastIndexOf('-')) + "-0";

    try (var events = follow("/api/v1/events?after=" + start + "&type=task.completed&task_id=1", "")) {
      assertThat(events.readUntil("event: task.completed")).doesNotContain("event: task.started");
    }
  }

  @Test
  void aPositionThatIsNotInTheLogAnyMoreIsGone() throws Exception {
    for (String position : List.of("other-epoch-1", currentEpoch() + "-999999")) {
      try (var events = follow("/api/v1/events?after=" + position, "")) {
        assertThat(events.response()).startsWith("HTTP/1.1 410").contains("\"code\":\"resync\"");
      }
    }
    try (var events = follow("/api/v1/events?after=5", "")) {
      assertThat(events.response()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void whenNothingHappensThereIsASignOfLifeThatMovesThePosition() throws Exception {
    try (var events = follow("/api/v1/events?type=no.such.type", "")) {
      events.readUntil("id: " + currentEpoch() + "-0\n\n");
      client.submit("hello");
      events.readUntil("id: " + currentEpoch() + "-3\n\n");
    }
  }

  @Test
  void aLogIsFollowedToTheEndOfItsTask() throws Exception {
    long id = client.submit("hold it");
    try (var log = follow("/api/v1/tasks/" + id + "/logs?follow&level=detailed", "")) {
      assertThat(log.readUntil("thinks")).contains("event: log", "begins hold it");
      server.executor.release();
      assertThat(log.readUntil("event: end")).doesNotContain("begins hold it");
      assertThat(log.readUntil("\n\n")).contains("\"status\":\"completed\"");
    }
  }

  @Test
  void aFollowedLogGoesOnWhereItStopped() throws Exception {
    long id = client.submit("hold it");
    String position;
    try (var log = follow("/api/v1/tasks/" + id + "/logs?follow", "")) {
      String frame = log.readUntil("id: 1:") + log.readUntil("\n");
      position = frame.substring(frame.lastIndexOf("id: ") + 4).strip();
    }
    server.executor.release();
    try (var log = follow("/api/v1/tasks/" + id + "/logs?follow", "|Last-Event-ID: " + position)) {
      assertThat(log.readUntil("event: end")).doesNotContain("begins hold it");
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefusedAndAClosedOneMakesRoom() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        var stream = follow("/api/v1/events", "");
        stream.readUntil("id: ");
        open.add(stream);
      }
      try (var refused = follow("/api/v1/events", "")) {
        assertThat(refused.response()).startsWith("HTTP/1.1 503").contains("too_many_streams", "server.max_streams");
      }
      open.removeFirst().close();
      await().untilAsserted(() -> {
        try (var again = follow("/api/v1/events", "")) {
          assertThat(again.response()).contains("text/event-stream");
        }
      });
    } finally {
      for (RawConnection stream : open) {
        stream.close();
      }
    }
  }

  @Test
  void eventsOfAnotherOrchestrationAreLeftOut() throws Exception {
    try (var events = follow("/api/v1/events?orchestration_id=7", "")) {
      events.readUntil("id: " + currentEpoch() + "-0\n\n");
      client.submit("hello");
      assertThat(events.readUntil("id: " + currentEpoch() + "-3\n\n")).doesNotContain("event: task");
    }
  }

  @Test
  void aReaderThatTakesNothingHarmsNobodyAndIsClosed() throws Exception {
    var big = "x".repeat(128);
    String epoch = currentEpoch();
    try (var stuck = RawConnection.thatTakesLittle(server.port);
        var other = follow("/api/v1/events?type=task.completed", "");
        var third = follow("/api/v1/events?type=none", "")) {
      other.readUntil("id: ");
      third.readUntil("id: ");
      stuck.head("GET /api/v1/events?after=" + epoch + "-0 HTTP/1.1|Host: localhost");
      for (int i = 0; i < 300; i++) {
        client.post("/api/v1/tasks", "{\"execution_prompt\":\"x\"}", "X-Correlation-Id", big);
        other.readUntil("event: task.completed");
      }
      // The two that read go on, and the place of the one that does not becomes free.
      await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
        try (var again = follow("/api/v1/events", "")) {
          assertThat(again.response()).contains("text/event-stream");
        }
      });
      client.submit("one more");
      other.readUntil("event: task.completed");
    }
  }

  private String currentEpoch() {
    return server.core.queue().storage().epoch();
  }

  private RawConnection follow(String path, String headers) throws IOException {
    return new RawConnection(server.port).head("GET " + path + " HTTP/1.1|Host: localhost" + headers);
  }
}
