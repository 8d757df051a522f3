package dev.claudeworker.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.notify.Notifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {

  private static final Notification FAILED = Notifications.of(EventTypes.TASK_FAILED);
  private static final Notification HOSTILE =
      Notifications.of(EventTypes.TASK_FAILED, NewTasks.aTask().name("<!channel> @everyone [x](http://e.com) *a*"));

  private static String print(Template template, Notification notification) {
    return WebhookRig.JSON.print(template.message(notification, true));
  }

  @Test
  void slackGetsTextAndBlocksWithoutMentions() {
    assertThat(print(Template.SLACK, FAILED)).isEqualTo(
        """
            {"text":"Task 7 failed: Tidy up","blocks":[\
            {"type":"section","text":{"type":"plain_text","text":"Task 7 failed: Tidy up","emoji":false}},\
            {"type":"section","text":{"type":"plain_text","text":"Three tests failed.\\nLook at the log.","emoji":false}}]}""");
    assertThat(Template.SLACK.message(HOSTILE, false).text("text").orElse(""))
        .contains("&lt;!channel&gt;")
        .doesNotContain("<");
  }

  @Test
  void discordGetsContentAndAnEmbedWithoutMentions() {
    assertThat(print(Template.DISCORD, FAILED)).isEqualTo("""
        {"content":"Task 7 failed: Tidy up","allowed_mentions":{"parse":[]},\
        "embeds":[{"description":"Three tests failed.\\nLook at the log."}]}""");
    assertThat(Template.DISCORD.message(HOSTILE, false).text("content").orElse(""))
        .contains("\\[x\\]\\(http://e.com\\) \\*a\\*");
  }

  @Test
  void teamsGetsAnAdaptiveCard() {
    assertThat(print(Template.TEAMS, FAILED)).isEqualTo("""
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":\
        {"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","body":[\
        {"type":"TextBlock","text":"Task 7 failed: Tidy up","wrap":true,"weight":"Bolder"},\
        {"type":"TextBlock","text":"Three tests failed.\\nLook at the log.","wrap":true}]}}]}""");
    assertThat(print(Template.TEAMS, HOSTILE)).contains("\\\\[x\\\\]\\\\(http");
  }

  @Test
  void theGenericFormHasAllFacts() {
    JsonObject message = Template.GENERIC.message(Notifications.of(EventTypes.TASK_COMPLETED), true);

    assertThat(message.members().keySet()).containsExactly("event", "sequence", "at", "project", "actor",
        "correlation_id", "headline", "details", "data", "task_id", "task");
    assertThat(((JsonObject) message.get("task").orElseThrow()).members().keySet()).containsExactly("id", "uuid",
        "status", "executor", "attempts", "labels", "name", "working_directory", "cost_usd", "result");
  }

  @ParameterizedTest
  @EnumSource(Template.class)
  void withoutDetailsNothingOfTheResultIsSent(Template template) {
    assertThat(WebhookRig.JSON.print(template.message(FAILED, false))).contains("Task 7 failed")
        .doesNotContain("Three tests failed");
  }

  @ParameterizedTest
  @EnumSource(Template.class)
  void whatIsAboutNoTaskIsToldToo(Template template) {
    Notification closed = Notifications.withoutTask(EventTypes.GATE_CLOSED, JsonObject.EMPTY.with("code", "paused"));

    assertThat(print(template, closed)).contains("Tasks are held back: paused");
  }
}
