package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.security.AuthMode;
import dev.claudeworker.security.OwnSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too much, too slowly, too many: each bound at its edge, over raw sockets. */
class RestBoundsIT {

  private static final String START = "GET /health HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir
  Path home;

  private RestFixture server;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home, AuthMode.LOCAL, new OwnSockets((_, _) -> OptionalInt.of(1), OptionalInt.of(1)));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aHeadThatTricklesInIsNotWaitedForLong() throws Exception {
    try (var slow = connect()) {
      slow.send(START);
      long begun = System.nanoTime();
      // Each line is a sign of life; all the same the whole head has one time.
      await().atMost(Duration.ofSeconds(8))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !slow.isTaken("X-Slow: 1\r\n"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
    assertServes();
  }

  @Test
  void aConnectionThatSendsNothingIsClosed() throws Exception {
    try (var silent = connect()) {
      assertThat(silent.readToEnd()).isEmpty();
    }
  }

  @Test
  void aConnectionThatHadARequestMayBeUsedAgainLater() throws Exception {
    try (var connection = connect()) {
      connection.send(START + "\r\n").response();
      await().pollDelay(Duration.ofMillis(1_500)).until(() -> true); // longer than server.header_timeout
      assertThat(connection.send(START + "\r\n").response()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void headersAreTakenUpToTheirLimit() throws Exception {
    String line = "X-Flood: ";
    int room = RestFixture.MAX_HEADER - "Host: localhost".length() - line.length() - 2;
    try (var connection = connect()) {
      assertThat(connection.send(START + line + "x".repeat(room) + "\r\n\r\n").response()).startsWith("HTTP/1.1 200");
    }
    try (var connection = connect()) {
      String refused = connection.send(START + line + "x".repeat(room + 100) + "\r\n\r\n").response();
      assertThat(refused).startsWith("HTTP/1.1 431").contains("headers_too_large", "server.max_header");
    }
  }

  @Test
  void aFloodOfHeadersIsRefused() throws Exception {
    try (var connection = connect()) {
      String refused = connection.send(START + "X-A: 1\r\n".repeat(5_000) + "\r\n").readUntil("}");
      assertThat(refused).startsWith("HTTP/1.1 431").contains("suggestion");
    }
    assertServes();
  }

  @Test
  void aPathThatIsTooLongIsRefused() throws Exception {
    try (var connection = connect()) {
      String refused = connection.send("GET /" + "x".repeat(RestFixture.MAX_HEADER) + " HTTP/1.1\r\n").readUntil("}");
      assertThat(refused).containsPattern("^HTTP/1.[01] 414").contains("request_line_too_long");
    }
  }

  @Test
  void whatIsNotHttpIsRefused() throws Exception {
    for (String nonsense : List.of("\u0016\u0003\u0001\u0000\u0010\u0000\r\n\r\n", "hello\r\n\r\n")) {
      try (var connection = connect()) {
        assertThat(connection.send(nonsense).readToEnd()).containsPattern("^HTTP/1.[01] 400").contains("not_http");
      }
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAndALeavingOneMakesRoom() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < RestFixture.MAX_CONNECTIONS; i++) {
        var connection = connect();
        open.add(connection);
        assertThat(connection.send(START + "\r\n").response()).startsWith("HTTP/1.1 200");
      }
      try (var refused = connect()) {
        assertThat(refused.readToEnd()).isEmpty();
      }
      open.removeFirst().close();
      await().ignoreExceptions().untilAsserted(this::assertServes);
    } finally {
      for (RawConnection connection : open) {
        connection.close();
      }
    }
  }

  private void assertServes() throws IOException {
    try (var connection = connect()) {
      assertThat(connection.send(START + "\r\n").response()).startsWith("HTTP/1.1 200");
    }
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(server.port);
  }
}
