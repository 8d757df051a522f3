package dev.claudeworker.worker;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** An executor that does what the test says, one step per attempt; with no step left it completes. */
final class ScriptedExecutor implements TaskExecutor {

  static final String NAME = "test";

  /** What one attempt does. */
  interface Step {
    AttemptOutcome run(AttemptContext context) throws InterruptedException;
  }

  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final List<AttemptContext> executed = new CopyOnWriteArrayList<>();
  private volatile Step usual = context -> completed("done");
  private volatile boolean reattachable;
  private volatile String account = "default";

  ScriptedExecutor then(Step step) {
    steps.add(step);
    return this;
  }

  ScriptedExecutor then(AttemptOutcome outcome) {
    return then(context -> outcome);
  }

  /** What attempts do for which nothing else was said. */
  ScriptedExecutor always(Step step) {
    usual = step;
    return this;
  }

  ScriptedExecutor survivesServer() {
    reattachable = true;
    return this;
  }

  ScriptedExecutor account(String name) {
    account = name;
    return this;
  }

  /** The attempts so far, in the order in which they began. */
  List<AttemptContext> executed() {
    return new ArrayList<>(executed);
  }

  static AttemptOutcome completed(String text) {
    return new AttemptOutcome.Completed(new TaskResult(text, 0, JsonObject.EMPTY), Usage.NONE);
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    executed.add(context);
    return Optional.ofNullable(steps.poll()).orElse(usual).run(context);
  }

  @Override
  public boolean reattachable() {
    return reattachable;
  }

  @Override
  public String account(TaskSettings settings) {
    return account;
  }

  /** A catalog that has this executor alone. */
  ExecutorCatalog catalog() {
    return new Catalog(this, new NoOptions());
  }

  private record Catalog(ScriptedExecutor only, PluginConfig none) implements ExecutorCatalog, RegisteredExecutor {

    @Override
    public Optional<RegisteredExecutor> find(String name) {
      return name.equals(NAME) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Set<String> names() {
      return Set.of(NAME);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public TaskExecutor executor() {
      return only;
    }

    @Override
    public PluginConfig options(JsonObject given) {
      return none;
    }
  }
}
