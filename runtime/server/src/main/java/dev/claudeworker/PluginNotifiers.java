package dev.claudeworker;

import dev.claudeworker.http.NotifierDirectory;
import dev.claudeworker.http.NotifierView;
import dev.claudeworker.http.NotifierView.State;
import dev.claudeworker.notify.NotificationDispatcher;
import dev.claudeworker.notify.NotifierStatus;
import dev.claudeworker.plugins.PluginUses;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifiers of the plugins: those that the configuration asks for are made and told events, as long as their plugins stay. */
final class PluginNotifiers implements NotifierDirectory {

  private static final Logger log = LoggerFactory.getLogger(PluginNotifiers.class);

  private final NotificationDispatcher dispatcher;
  private final Map<String, NotifierView> views = new ConcurrentSkipListMap<>();

  /**
   * A notifier whose configuration is right.
   *
   * @param name its name
   * @param plugin the plugin that offers it
   * @param whyUnused why it is not used; empty if it is
   * @param factory makes it
   * @param uses keeps its plugin loaded
   */
  record Configured(
      String name, String plugin, Supplier<Optional<String>> whyUnused, Supplier<Notifier> factory, PluginUses uses) {

    /** One that belongs to no plugin. */
    Configured(String name, String plugin, Supplier<Optional<String>> whyUnused, Supplier<Notifier> factory) {
      this(name, plugin, whyUnused, factory, new PluginUses());
    }
  }

  private PluginNotifiers(NotificationDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Makes all that are used and hands them to the dispatcher, which closes them. One that cannot be made is reported. */
  static PluginNotifiers start(List<Configured> notifiers, NotificationDispatcher dispatcher) {
    var started = new PluginNotifiers(dispatcher);
    notifiers.forEach(started::add);
    dispatcher.start();
    return started;
  }

  /** Takes a notifier in. One that cannot be made is reported. */
  void add(Configured notifier) {
    try {
      Optional<String> whyUnused = notifier.whyUnused().get();
      if (whyUnused.isEmpty()) {
        dispatcher.add(notifier.name(), made(notifier));
      }
      note(notifier, whyUnused.isEmpty() ? State.ACTIVE : State.UNUSED, whyUnused);
    } catch (WorkerException failed) {
      log.error("The notifier {} cannot be used: {} {}", notifier.name(), failed.getMessage(), failed.suggestion());
      note(notifier, State.FAILED, Optional.of(failed.getMessage() + " " + failed.suggestion()));
    }
  }

  private static Notifier made(Configured notifier) {
    var hold = notifier.uses().hold();
    try {
      return new HeldNotifier(notifier.factory().get(), hold);
    } catch (RuntimeException | Error failed) {
      hold.close();
      throw failed;
    }
  }

  /** Lets a notifier go, after it was told what waits. */
  void remove(String name) {
    dispatcher.remove(name);
    views.remove(name);
  }

  private void note(Configured notifier, State state, Optional<String> reason) {
    views.put(notifier.name(),
        new NotifierView(notifier.name(), notifier.plugin(), state, reason, Optional.empty()));
  }

  @Override
  public List<NotifierView> list() {
    Map<String, NotifierStatus> statuses = new LinkedHashMap<>();
    dispatcher.status().forEach(status -> statuses.put(status.name(), status));
    return views.values()
        .stream()
        .map(
            view -> new NotifierView(
                view.name(), view.plugin(), view.state(), view.reason(),
                Optional.ofNullable(statuses.get(view.name()))))
        .toList();
  }

  @Override
  public Delivery test(String name, String actor) throws InterruptedException {
    return dispatcher.test(name, actor);
  }
}
