package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.RestClient.Answer;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.EventTypes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestNotifiersIT {

  private static final String NOTIFIERS = "/api/v1/notifiers";

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

  private Notification next() throws InterruptedException {
    Notification next = server.notifier.told.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void theEndOfATaskIsTold() throws InterruptedException {
    long completed = client.submit("hello");

    assertThat(next().event().type()).isEqualTo(EventTypes.TASK_STARTED);
    Notification end = next();
    assertThat(end.headline()).isEqualTo("Task " + completed + " completed: hello");
    assertThat(end.details()).isEqualTo("did hello");

    long failed = client.submit("fail now");
    next();
    assertThat(next().headline()).isEqualTo("Task " + failed + " failed: fail now");
  }

  @Test
  void theListSaysWhichAreUsedAndWhyOthersAreNot() throws InterruptedException {
    client.submit("hello");
    next();
    next();

    Answer list = client.get(NOTIFIERS);

    assertThat(list.objects("notifiers")).extracting(notifier -> notifier.text("name").orElse(""))
        .containsExactly("broken", "idle", "recording");
    assertThat(list.objects("notifiers")).extracting(notifier -> notifier.text("state").orElse(""))
        .containsExactly("failed", "unused", "active");
    assertThat(list.objects("notifiers")).extracting(notifier -> notifier.text("reason").orElse(""))
        .containsExactly("It was refused. Ask again.", "it has no address", "");
  }

  @Test
  void aTestSaysWhatBecameOfIt() throws InterruptedException {
    Answer answer = client.post(NOTIFIERS + "/recording/test", "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"delivered\":true", "\"details\":\"kept\"", "\"error\":null");
    assertThat(next().isTest()).isTrue();
  }

  @Test
  void aTestThatFailsIsAnAnswerToo() {
    server.notifier.refusing = true;

    Answer answer = client.post(NOTIFIERS + "/recording/test", "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"delivered\":false", "It was refused.", "\"suggestion\":\"Ask again.\"");
    assertThat(client.get(NOTIFIERS).text()).contains("\"last_error\":\"It was refused. Ask again.\"");
  }

  @Test
  void onlyNotifiersThatAreUsedCanBeTested() {
    assertThat(client.post(NOTIFIERS + "/nobody/test", "{}").status()).isEqualTo(404);
    Answer idle = client.post(NOTIFIERS + "/idle/test", "{}");
    assertThat(idle.status()).isEqualTo(409);
    assertThat(idle.text("detail")).contains("it has no address");
    assertThat(idle.text("suggestion")).contains("plugins.notify-idle");
  }

  @Test
  void aFieldThatATestDoesNotHaveIsNamed() {
    Answer answer = client.post(NOTIFIERS + "/recording/test", "{\"text\": \"hello\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("/text");
  }
}
