package dev.claudeworker.plugin.webhook;

import static dev.claudeworker.plugin.webhook.WebhookRig.section;
import static dev.claudeworker.plugin.webhook.WebhookRig.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.webhook.Receiver.Reply;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.notify.Notifications;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bound of messages and answers at its edge: the last that passes, and the first that does not. */
class WebhookBoundsTest {

  /** What the receiver's web server adds itself: Date and Content-length, or Date and Transfer-encoding. */
  private static final int HEADERS_OF_SERVER = 2;

  private final WebhookRig rig = new WebhookRig();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonObject toReceiver() {
    return section(target(receiver.url("/"))).with("attempts", 1);
  }

  private static Notification withLabel(int length) {
    return Notifications.of(EventTypes.TASK_FAILED, NewTasks.aTask().label("long", "x".repeat(length)));
  }

  @Test
  void aMessageOfTheLargestSizeIsSentAndOneByteMoreIsNot() throws Exception {
    Notifier notifier = rig.notifier(toReceiver().with("max_body", "4KB"));
    notifier.send(withLabel(0));
    int rest = 4096 - receiver.only().body().getBytes(StandardCharsets.UTF_8).length;

    assertThat(notifier.send(withLabel(rest))).isInstanceOf(Delivery.Delivered.class);
    assertThat(receiver.received.getLast().body()).hasSize(4096);
    assertThatThrownBy(() -> notifier.send(withLabel(rest + 1))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("its message would have 4097 bytes (plugins.notify-webhook.max_body)");
    assertThat(receiver.received).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, ': a'", "4, ': abcd'", "5, ': abcde'", "6, ': abcde'"})
  void noMoreOfAnAnswerIsReadThanAllowed(int bytes, String told) {
    receiver.replying(new Reply(400, "abcde", Map.of()));

    assertThatThrownBy(() -> rig.notifier(toReceiver().with("max_response", bytes)).send(withLabel(1)))
        .isInstanceOf(WorkerException.class)
        .hasMessageEndingWith("it answered 400" + told + ".");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "4, ': abcd'", "5, ': abcd\uD83D\uDE00'", "6, ': abcd\uD83D\uDE00'"})
  void noMoreOfAReasonIsToldThanAllowed(int characters, String told) {
    receiver.replying(new Reply(400, "abcd\uD83D\uDE00", Map.of()));

    assertThatThrownBy(() -> rig.notifier(toReceiver().with("max_reason", characters)).send(withLabel(1)))
        .isInstanceOf(WorkerException.class)
        .hasMessageEndingWith("it answered 400" + told + ".");
  }

  @Test
  void anAnswerMayHaveAsManyHeadersAsAllowedAndNoMore() throws Exception {
    JsonObject ten = toReceiver().with("max_response_headers", 10);
    receiver.replying(withHeaders(10 - HEADERS_OF_SERVER), withHeaders(11 - HEADERS_OF_SERVER));

    assertThat(rig.notifier(ten).send(withLabel(1))).isInstanceOf(Delivery.Delivered.class);
    assertThatThrownBy(() -> rig.notifier(ten).send(withLabel(1))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("the connection failed");
  }

  private static Reply withHeaders(int count) {
    Map<String, String> headers = new HashMap<>();
    for (int number = 1; number <= count; number++) {
      headers.put("X-" + number, "y");
    }
    return new Reply(200, "", headers);
  }

  @Test
  void aLineOfAnAnswersHeadMayBeAsLongAsAllowedAndNoLonger() throws Exception {
    JsonObject kib = toReceiver().with("max_response_line", "1KB");
    receiver.replying(withLine(1024), withLine(1025));

    assertThat(rig.notifier(kib).send(withLabel(1))).isInstanceOf(Delivery.Delivered.class);
    assertThatThrownBy(() -> rig.notifier(kib).send(withLabel(1))).isInstanceOf(WorkerException.class)
        .hasMessageContaining("the connection failed");
  }

  private static Reply withLine(int length) {
    return new Reply(200, "", Map.of("X-a", "y".repeat(length - "X-a: ".length())));
  }
}
