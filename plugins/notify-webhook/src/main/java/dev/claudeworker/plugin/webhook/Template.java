package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.notify.Notification;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The form of a message. Pure: a notification in, JSON out. */
enum Template {
  /** All facts, for programs. */
  GENERIC(GenericMessage::of),
  /** An incoming webhook of Slack. */
  SLACK(Template::slack),
  /** A webhook of Discord. */
  DISCORD(Template::discord),
  /** A workflow of Microsoft Teams that posts an adaptive card. */
  TEAMS(Template::teams);

  private final BiFunction<Notification, Boolean, JsonObject> form;

  Template(BiFunction<Notification, Boolean, JsonObject> form) {
    this.form = form;
  }

  /** The message, with or without results and failures. */
  JsonObject message(Notification notification, boolean details) {
    return form.apply(notification, details);
  }

  /** The word in the configuration. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Template::word).toList();
  }

  static Optional<Template> of(String word) {
    return Arrays.stream(values()).filter(template -> template.word().equals(word)).findFirst();
  }

  /** Slack reads mentions and links out of everything but plain text. */
  private static JsonObject slack(Notification notification, boolean details) {
    String text = notification.headline().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    JsonObject message = JsonObject.EMPTY.with("text", text);
    String more = details ? notification.details() : "";
    return more.isEmpty() ? message
        : message.with("blocks", array(section(notification.headline()), section(more)));
  }

  private static JsonObject section(String text) {
    return JsonObject.EMPTY.with("type", "section")
        .with("text",
            JsonObject.EMPTY.with("type", "plain_text").with("text", text).with("emoji", new JsonBoolean(false)));
  }

  private static JsonObject discord(Notification notification, boolean details) {
    JsonObject message = JsonObject.EMPTY.with("content", withoutMarkdown(notification.headline()))
        .with("allowed_mentions", JsonObject.EMPTY.with("parse", array()));
    String more = details ? notification.details() : "";
    return more.isEmpty() ? message
        : message.with("embeds", array(JsonObject.EMPTY.with("description", withoutMarkdown(more))));
  }

  private static JsonObject teams(Notification notification, boolean details) {
    JsonObject headline = block(notification.headline()).with("weight", "Bolder");
    String more = details ? notification.details() : "";
    JsonObject card = JsonObject.EMPTY.with("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .with("type", "AdaptiveCard")
        .with("version", "1.4")
        .with("body", more.isEmpty() ? array(headline) : array(headline, block(more)));
    JsonObject attachment = JsonObject.EMPTY.with("contentType", "application/vnd.microsoft.card.adaptive")
        .with("content", card);
    return JsonObject.EMPTY.with("type", "message").with("attachments", array(attachment));
  }

  private static JsonObject block(String text) {
    return JsonObject.EMPTY.with("type", "TextBlock")
        .with("text", withoutMarkdown(text))
        .with("wrap", new JsonBoolean(true));
  }

  private static String withoutMarkdown(String text) {
    return text.replaceAll("([\\\\*_~`|>\\[\\]()#])", "\\\\$1");
  }

  private static JsonArray array(JsonValue... items) {
    return new JsonArray(List.of(items));
  }
}
