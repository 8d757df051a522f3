package dev.claudeworker.plugin.webhook;

import dev.claudeworker.plugin.webhook.Answer.Refused;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.notify.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings a notification to one target, with as many attempts as are allowed.
 *
 * @param config the bounds
 * @param poster sends requests
 * @param json prints bodies
 * @param clock the time of the signature
 */
record Courier(WebhookConfig config, Poster poster, JsonCodec json, InstantSource clock) {

  Answer deliver(Target target, Notification notification, ExecutorService threads) throws InterruptedException {
    byte[] body =
        json.print(target.template().message(notification, target.details())).getBytes(StandardCharsets.UTF_8);
    if (body.length > config.maxBodyBytes()) {
      return new Refused("its message would have " + body.length + " bytes (plugins.notify-webhook.max_body)", false,
          Duration.ZERO);
    }
    Answer answer = attempt(target, notification, body, threads);
    for (int attempt = 2; attempt <= config.attempts() && answer instanceof Refused refused && refused.retryHelps();
        attempt++) {
      Thread.sleep(config.delayBefore(attempt, refused.retryAfter()));
      answer = attempt(target, notification, body, threads);
    }
    return answer;
  }

  /** The time limit holds for all of it: a look-up or a slow answer, byte by byte, is cut off as well. */
  private Answer attempt(Target target, Notification notification, byte[] body, ExecutorService threads)
      throws InterruptedException {
    Map<String, String> headers = headers(target, notification, body);
    Future<Answer> posting = threads.submit(() -> poster.post(target, headers, body));
    try {
      return posting.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException overdue) {
      return new Refused("it did not answer within " + config.timeout().toMillis() + " ms"
          + " (plugins.notify-webhook.timeout)", true, Duration.ZERO);
    } catch (ExecutionException unforeseen) {
      return new Refused("the request failed: " + target.mask(String.valueOf(unforeseen.getCause())), false,
          Duration.ZERO);
    } finally {
      posting.cancel(true);
    }
  }

  private Map<String, String> headers(Target target, Notification notification, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Claude-Worker-Event", notification.event().type());
    String timestamp = Signature.timestamp(clock.instant());
    headers.put(Signature.TIMESTAMP_HEADER, timestamp);
    target.secret().ifPresent(secret -> headers.put(Signature.HEADER, Signature.of(secret, timestamp, body)));
    return headers;
  }
}
