package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Posts to all targets that want a notification, at the same time. */
final class WebhookNotifier implements Notifier {

  private static final ErrorCode NOT_POSTED = ErrorCode.external("webhook_not_delivered");

  private final List<Target> targets;
  private final Courier courier;
  private final Poster poster;

  WebhookNotifier(List<Target> targets, Poster poster, Courier courier) {
    this.targets = List.copyOf(targets);
    this.poster = poster;
    this.courier = courier;
  }

  @Override
  public EventSelection events() {
    return new EventSelection(
        targets.stream().flatMap(target -> target.filter().events().entries().stream()).distinct().toList());
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    List<Target> wanting = targets.stream().filter(target -> target.filter().wants(notification)).toList();
    if (wanting.isEmpty()) {
      return new Delivery.NotWanted("no target wants it");
    }
    Map<Target, Answer> answers = deliver(wanting, notification);
    List<String> failures = new ArrayList<>();
    answers.forEach((target, answer) -> {
      if (answer instanceof Answer.Refused refused) {
        failures.add(target + ": " + refused.reason());
      }
    });
    if (failures.isEmpty()) {
      return new Delivery.Delivered("posted to " + String.join(", ", wanting.stream().map(Target::toString).toList()));
    }
    throw new WorkerException(NOT_POSTED,
        failures.size() + " of " + wanting.size() + " targets were not told. " + String.join("; ", failures) + ".",
        "Check the targets in plugins.notify-webhook, then try 'claude-worker notifiers test webhook'.");
  }

  private Map<Target, Answer> deliver(List<Target> wanting, Notification notification) throws InterruptedException {
    // Not closed but shut down: closing would wait for a name look-up, which nothing can interrupt.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Answer>> running =
          wanting.stream().map(target -> threads.submit(() -> courier.deliver(target, notification, threads))).toList();
      Map<Target, Answer> answers = new LinkedHashMap<>();
      for (int index = 0; index < running.size(); index++) {
        answers.put(wanting.get(index), running.get(index).get());
      }
      return answers;
    } catch (ExecutionException unforeseen) {
      throw new IllegalStateException("a target could not be told", unforeseen.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() {
    poster.close();
  }

  /** Without addresses and keys. */
  @Override
  public String toString() {
    return "WebhookNotifier" + targets;
  }
}
