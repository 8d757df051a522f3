package dev.claudeworker.worker;

import dev.claudeworker.attempt.ChildEnvironment;
import dev.claudeworker.queue.Admission;
import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.time.Duration;

/** Lets the executor of a task check it, name its account and its usual timeout. */
final class ExecutorAdmission implements Admission {

  /** The account of settings that are still being put together. */
  private static final String NOT_KNOWN_YET = "";

  private final ExecutorCatalog executors;
  private final ChildEnvironment environment;

  ExecutorAdmission(ExecutorCatalog executors, ChildEnvironment environment) {
    this.executors = executors;
    this.environment = environment;
  }

  @Override
  public TaskSpec admit(TaskRequest request) {
    RegisteredExecutor registered = executors.find(request.executor()).orElseThrow(() -> unknown(request));
    PluginConfig options = registered.options(request.executorOptions());
    var draft = settings(request, NOT_KNOWN_YET, request.timeout().orElse(Duration.ZERO));
    Duration timeout = request.timeout().orElseGet(() -> registered.executor().defaultTimeout(draft));
    var settings = settings(request, registered.executor().account(draft), timeout);
    var spec = new TaskSpec(harmless(request.input()), settings);
    registered.executor().validate(spec, options);
    return spec;
  }

  private TaskInput harmless(TaskInput input) {
    return new TaskInput(input.prompt(), input.systemPrompt(), environment.harmless(input.environment()));
  }

  private static TaskSettings settings(TaskRequest request, String account, Duration timeout) {
    return new TaskSettings(
        request.project(),
        request.name(),
        request.executor(),
        account,
        request.executorOptions(),
        request.model(),
        request.workingDirectory(),
        request.priority(),
        timeout,
        request.maxCostUsd(),
        request.initialDelay(),
        request.retry(),
        request.lane(),
        request.labels(),
        request.requiredLabels(),
        request.origin());
  }

  private WorkerException unknown(TaskRequest request) {
    return new WorkerException(
        QueueErrors.UNKNOWN_EXECUTOR,
        "There is no executor '" + request.executor() + "' on this server.",
        "Use one of: " + String.join(", ", executors.names().stream().sorted().toList()) + ".");
  }
}
