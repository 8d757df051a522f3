package dev.claudeworker.plugin.webhook;

import static dev.claudeworker.plugin.webhook.WebhookRig.section;
import static dev.claudeworker.plugin.webhook.WebhookRig.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.webhook.Receiver.Received;
import dev.claudeworker.plugin.webhook.Receiver.Reply;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.notify.Notifications;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest {

  private final WebhookRig rig = new WebhookRig();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private Delivery tell(JsonObject section) throws InterruptedException {
    return rig.notifier(section).send(Notifications.of(EventTypes.TASK_FAILED));
  }

  @Test
  void isFoundByItsServiceFile() {
    var plugins = ServiceLoader.load(WorkerPlugin.class).stream().map(ServiceLoader.Provider::get).toList();

    assertThat(plugins.getFirst().notifierFactories()).singleElement()
        .satisfies(factory -> assertThat(factory.name()).isEqualTo("webhook"));
  }

  @Test
  void aFailedTaskIsPostedWithAllFacts() throws Exception {
    Delivery delivery = tell(section(target(receiver.url("/hook"))));

    assertThat(delivery).isEqualTo(new Delivery.Delivered("posted to 127.0.0.1"));
    Received request = receiver.only();
    assertThat(request.path()).isEqualTo("/hook");
    assertThat(request.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(request.header("X-Claude-Worker-Event")).contains("task.failed");
    var body = (JsonObject) WebhookRig.JSON.parse(request.body());
    assertThat(body.text("event")).contains("task.failed");
    assertThat(body.text("headline")).contains("Task 7 failed: Tidy up");
    assertThat(request.body()).contains("\"task_id\":7", "\"status\":\"failed\"", "\"code\":\"tests_failed\"",
        "\"suggestion\":\"Look at the log.\"");
  }

  @Test
  void aSecretSignsTimeAndBody() throws Exception {
    tell(section(target(receiver.url("/")).with("secret", "key")));

    Received request = receiver.only();
    String time = Long.toString(SettableClock.START.getEpochSecond());
    assertThat(request.header("X-Claude-Worker-Timestamp")).contains(time);
    assertThat(request.header("X-Claude-Worker-Signature"))
        .contains(Signature.of("key", time, request.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void withoutDetailsNeitherResultsNorFailuresAreSent() throws Exception {
    tell(section(target(receiver.url("/")).with("details", new JsonBoolean(false))));

    assertThat(receiver.only().body()).contains("Task 7 failed").doesNotContain("Three tests failed", "/tmp");
  }

  @Test
  void headersOfTheTargetAreSent() throws Exception {
    rig.notifier(section(target(receiver.url("/")).with("headers", JsonObject.EMPTY.with("X-Api-Key", "k"))))
        .send(Notifications.test());

    assertThat(receiver.only().header("X-Api-Key")).contains("k");
  }

  @Test
  void eachTargetGetsWhatItsFilterLetsThrough() throws Exception {
    JsonObject failures = target(receiver.url("/failures")).with("results", JsonArray.ofTexts(List.of("failed")));
    JsonObject web = target(receiver.url("/web")).with("labels", JsonObject.EMPTY.with("team", "web"));
    JsonObject gates = target(receiver.url("/gates")).with("events", JsonArray.ofTexts(List.of("gate.*")));
    Notifier notifier = rig.notifier(section(failures, web, gates));

    assertThat(notifier.send(Notifications.of(EventTypes.TASK_COMPLETED)))
        .isEqualTo(new Delivery.NotWanted("no target wants it"));
    notifier.send(Notifications.of(EventTypes.TASK_FAILED));
    notifier.send(Notifications.of(EventTypes.TASK_COMPLETED, NewTasks.aTask().label("team", "web")));
    notifier.send(Notifications.withoutTask(EventTypes.GATE_CLOSED, JsonObject.EMPTY));

    assertThat(receiver.received).extracting(Received::path)
        .containsExactlyInAnyOrder("/failures", "/web", "/failures", "/gates");
  }

  @Test
  void aTestGoesToAllTargets() throws Exception {
    JsonObject nothing = target(receiver.url("/2")).with("events", JsonArray.ofTexts(List.of("gate.closed")));

    rig.notifier(section(target(receiver.url("/1")), nothing)).send(Notifications.test());

    assertThat(receiver.received).extracting(Received::path).containsExactlyInAnyOrder("/1", "/2");
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    receiver.replying(Reply.of(503), Reply.of(429));

    assertThat(tell(section(target(receiver.url("/"))))).isInstanceOf(Delivery.Delivered.class);

    assertThat(receiver.received).hasSize(3);
    assertThat(receiver.received).extracting(Received::body).containsOnly(receiver.received.getFirst().body());
  }

  @Test
  void attemptsAreBounded() {
    receiver.replying(Reply.of(500), Reply.of(500), Reply.of(500));

    assertThatThrownBy(() -> tell(section(target(receiver.url("/"))).with("attempts", 2)))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("1 of 1 targets were not told. 127.0.0.1: it answered 500");
    assertThat(receiver.received).hasSize(2);
  }

  @Test
  void whatStaysWrongIsNotTriedAgain() {
    receiver.replying(new Reply(400, "invalid_payload\n" + "x".repeat(5_000), Map.of()));

    assertThatThrownBy(() -> tell(section(target(receiver.url("/"))))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("it answered 400: invalid_payload x")
        .hasMessageNotContaining("x".repeat(201));
    assertThat(receiver.received).hasSize(1);
  }

  @Test
  void redirectsAreNotFollowed() {
    receiver.replying(new Reply(302, "", Map.of("Location", receiver.url("/elsewhere"))));

    assertThatThrownBy(() -> tell(section(target(receiver.url("/"))))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("redirect (302)");
    assertThat(receiver.received).hasSize(1);
  }

  @Test
  void aSilentTargetIsGivenUpAndTheOthersAreTold() {
    try (var silent = new Receiver().silent()) {
      JsonObject section = section(target(silent.url("/")).with("name", "silent"), target(receiver.url("/")))
          .with("timeout", "2s")
          .with("attempts", 1);

      assertThatThrownBy(() -> tell(section)).isInstanceOf(WorkerException.class)
          .hasMessageContaining("1 of 2 targets were not told. silent (127.0.0.1): it did not answer within 2000 ms");
      assertThat(receiver.received).hasSize(1);
    }
  }

  /** A limit on every read alone would let such a target hold the notifier for as long as it likes. */
  @Test
  void aTargetThatAnswersByteByByteIsGivenUp() throws Exception {
    var ended = new CountDownLatch(1);
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> dripInto(listening, ended));
      JsonObject section = section(target("http://127.0.0.1:" + listening.getLocalPort() + "/"))
          .with("timeout", "1s")
          .with("attempts", 1);

      assertThatThrownBy(() -> tell(section)).isInstanceOf(WorkerException.class)
          .hasMessageContaining("did not answer within 1000 ms");
    } finally {
      ended.countDown();
    }
  }

  private static void dripInto(ServerSocket listening, CountDownLatch ended) {
    try (Socket socket = listening.accept(); var out = socket.getOutputStream()) {
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      while (!ended.await(20, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (IOException | InterruptedException gone) {
      // the other side has given up, as it should
    }
  }

  @Test
  void theEndlessBodyOfAnAnswerIsNotRead() throws Exception {
    assertThat(tell(section(target(flooding("HTTP/1.1 200 OK\r\n\r\n"))))).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void theEndlessHeadOfAnAnswerIsGivenUp() throws Exception {
    JsonObject section = section(target(flooding("HTTP/1.1 200 OK\r\n"))).with("attempts", 1);

    assertThatThrownBy(() -> tell(section)).isInstanceOf(WorkerException.class)
        .hasMessageContaining("the connection failed");
  }

  /** Where a server is that answers one request with a beginning, and then with lines for ever. */
  private static String flooding(String beginning) throws IOException {
    var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> {
      try (listening; Socket socket = listening.accept(); var out = socket.getOutputStream()) {
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write("X: y\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException gone) {
        // the other side has given up, as it should
      }
    });
    return "http://127.0.0.1:" + listening.getLocalPort() + "/";
  }

  @Test
  void privateAddressesAreRefusedUnlessAllowed() {
    JsonObject section = section(target(receiver.url("/"))).with("allow_private", new JsonBoolean(false));

    assertThatThrownBy(() -> tell(section)).isInstanceOf(WorkerException.class)
        .hasMessageContaining("allow_private");
    assertThat(receiver.received).isEmpty();
  }

  /** The name is looked up and its addresses are checked, whatever the name looks like. */
  @Test
  void aNameThatLeadsToThisMachineIsRefused() {
    String url = receiver.url("/").replace("127.0.0.1", "localhost");
    JsonObject section = section(target(url)).with("allow_private", new JsonBoolean(false));

    assertThatThrownBy(() -> tell(section)).isInstanceOf(WorkerException.class)
        .hasMessageContaining("localhost is on this machine or in a private network");
    assertThat(receiver.received).isEmpty();
  }

  @Test
  void aMessageThatIsTooLargeIsNotSent() {
    NewTasks task = NewTasks.aTask().label("long", "x".repeat(2_000));
    Notifier notifier = rig.notifier(section(target(receiver.url("/"))).with("max_body", "1KB"));

    assertThatThrownBy(() -> notifier.send(Notifications.of(EventTypes.TASK_FAILED, task)))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("plugins.notify-webhook.max_body");
    assertThat(receiver.received).isEmpty();
  }

  @Test
  void aRefusedConnectionSaysSo() throws Exception {
    String url = receiver.url("/");
    receiver.close();

    assertThatThrownBy(() -> tell(section(target(url)))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("the connection failed");
  }

  @Test
  void withoutTargetsItIsNotUsed() {
    var factory = new WebhookNotifierFactory();

    assertThat(factory.whyUnused(rig.config(JsonObject.EMPTY), rig.context())).isPresent();
    assertThat(factory.whyUnused(rig.config(section()), rig.context())).isPresent();
    assertThat(factory.whyUnused(rig.config(section(target("https://example.com"))), rig.context())).isEmpty();
  }
}
