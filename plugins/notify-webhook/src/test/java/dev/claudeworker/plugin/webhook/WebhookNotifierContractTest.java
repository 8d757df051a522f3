package dev.claudeworker.plugin.webhook;

import dev.claudeworker.plugin.webhook.Receiver.Reply;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.notify.NotifierContract;
import dev.claudeworker.spi.testkit.notify.NotifierFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class WebhookNotifierContractTest extends NotifierContract {

  private static final String PATH = "/T0/B0/p4th-l1ke-a-passw0rd";
  private static final String KEY = "s3cr3t-key-0f-the-signature";
  private static final String HEADER = "Bearer s3cr3t-t0ken";

  @Override
  protected NotifierFixture newFixture() {
    return new Fixture();
  }

  private static final class Fixture implements NotifierFixture {

    private final List<Receiver> receivers = new ArrayList<>();

    private Notifier to(Receiver receiver) {
      receivers.add(receiver);
      JsonObject target = WebhookRig.target(receiver.url(PATH))
          .with("secret", KEY)
          .with("events", JsonArray.ofTexts(List.of("*")))
          .with("headers", JsonObject.EMPTY.with("Authorization", HEADER));
      return new WebhookRig().notifier(WebhookRig.section(target).with("timeout", "60s"));
    }

    @Override
    public Notifier working() {
      return to(new Receiver());
    }

    /** It gives back what it was sent, as some services do when they are angry. */
    @Override
    public Notifier failing() {
      var angry = new Reply(403, "no: " + PATH + " " + KEY + " " + HEADER, Map.of());
      return to(new Receiver().replying(angry, angry, angry));
    }

    @Override
    public Notifier hanging() {
      return to(new Receiver().silent());
    }

    @Override
    public List<String> secrets() {
      return List.of(PATH, KEY, HEADER);
    }

    @Override
    public void close() {
      receivers.forEach(Receiver::close);
    }
  }
}
