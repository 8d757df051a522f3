package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

/** A task ends, and whoever was to be told is told. */
class NotificationIT {

  private final LinkedBlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private WorkerHome worker;

  @BeforeEach
  void installInAnEmptyHome() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook", this::take);
    receiver.start();
    worker = WorkerHome.create();
    worker.config("plugins", Map.of("notify-webhook", Map.of(
        "allow_private", true,
        "targets", List.of(Map.of(
            "name", "test", "url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
            "secret", "env:HOOK_KEY", "results", List.of("failed"), "events", List.of("task.failed",
                "task.completed"))))));
    worker.environment("HOOK_KEY", "a-key-for-tests");
  }

  @AfterEach
  void endEverything() {
    worker.close();
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, Object> message =
        JSON.std.mapFrom(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    message.put("signed",
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Claude-Worker-Signature")).orElse(""));
    received.add(message);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private Map<String, Object> next() throws InterruptedException {
    return Optional.ofNullable(received.poll(60, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing arrived"));
  }

  @Test
  void theEndOfATaskArrivesAsTheFilterSays() throws InterruptedException {
    worker.submit("--executor", "shell", "true");
    long failed = worker.submit("--executor", "shell", "--retries", "0", "echo broken >&2; exit 3");

    Map<String, Object> message = next();

    assertThat(message).containsEntry("event", "task.failed").containsEntry("task_id", (int) failed);
    assertThat(message.get("headline").toString()).startsWith("Task " + failed + " failed: echo broken");
    assertThat(message.get("signed").toString()).startsWith("sha256=").hasSize("sha256=".length() + 64);
    assertThat(received).isEmpty();
  }

  @Test
  void notifiersAreListedAndTested() throws InterruptedException {
    worker.run("server", "start").succeeded();

    assertThat(worker.run("notifiers", "list").succeeded().stdout()).contains("webhook\tactive", "desktop\tunused",
        "sound\t");
    assertThat(worker.run("notifiers", "test", "webhook").succeeded().stdout())
        .contains("webhook: delivered - posted to test (127.0.0.1)");
    assertThat(next()).containsEntry("event", "notifier.test");

    receiver.stop(0);
    CommandResult refused = worker.run("notifiers", "test", "webhook").failedWith(1);
    assertThat(refused.stdout()).contains("webhook: not delivered").doesNotContain("/hook");
    worker.run("notifiers", "test", "nobody").failedWith(4);
  }
}
