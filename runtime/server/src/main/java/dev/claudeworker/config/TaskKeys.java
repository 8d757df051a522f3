package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DECIMAL;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.PATH;
import static dev.claudeworker.spi.ConfigType.SIZE;
import static dev.claudeworker.spi.ConfigType.TEXT;
import static dev.claudeworker.spi.ConfigType.TEXT_LIST;

import dev.claudeworker.attempt.AttemptSettings;
import dev.claudeworker.process.ProcessSettings;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.task.RetryRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Keys of the sections {@code task}, {@code retry}, {@code attempt}, {@code result} and {@code environment}. */
final class TaskKeys {

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final long GIB = 1024 * 1024 * 1024;
  private static final long MAX_PROMPT = 64 * 1024 * 1024;

  private static final RetryRules RETRY = RetryRules.DEFAULT;
  private static final AttemptSettings ATTEMPT = AttemptSettings.DEFAULT;
  private static final ProcessSettings PROCESS = ProcessSettings.DEFAULTS;

  static final List<Key> KEYS = List.of(
      task(withDefault("executor", TEXT, "claude-cli", "Executor of tasks that name none.")),
      task(withDefault("default_model", TEXT, "sonnet", "Model of tasks that name none: an alias or a model id.")),
      task(optional("working_directory", PATH,
          "Working directory of tasks that name none; without it such tasks are refused.")),
      task(withDefault("concurrency", TEXT, "directory",
          "Concurrency key of tasks that name none: tasks in the same directory are kept apart, or nothing is.")
          .oneOf("directory", "none")),
      task(withDefault("max_prompt", SIZE, "10MB", "Largest prompt, in bytes of UTF-8.").between(1, MAX_PROMPT)),
      task(withDefault("max_labels", INTEGER, "32", "Most labels of one task.").between(0, 1_000)),
      task(optional("timeout", DURATION,
          "How long one attempt may take, 0 = no limit; without it the executor decides, by the model.")
          .between(0, 30 * DAY)),
      retry(withDefault("attempts", INTEGER, DefaultText.of(RETRY.attempts()),
          "So many failures end a task; 1 = never try again.").between(1, 100)),
      retry(withDefault("max_lost", INTEGER, DefaultText.of(RETRY.maxLost()),
          "So many lost attempts (machine or process gone) end a task.").between(1, 100)),
      retry(withDefault("backoff", TEXT, RETRY.backoff().name().toLowerCase(Locale.ROOT),
          "How the wait between attempts grows.").oneOf(backoffs())),
      retry(withDefault("initial_delay", DURATION, DefaultText.of(RETRY.initialDelay()), "The first wait.").between(0,
          DAY)),
      retry(withDefault("max_delay", DURATION, DefaultText.of(RETRY.maxDelay()), "No wait is longer.").between(0, DAY)),
      retry(withDefault("multiplier", DECIMAL, DefaultText.of(RETRY.multiplier()), "Factor of the exponential form.")
          .between(1, 10)),
      retry(withDefault("jitter", DECIMAL, DefaultText.of(RETRY.jitter()),
          "Part of the wait that is drawn at random around it.").between(0, 1)),
      attempt(withDefault("grace_period", DURATION, DefaultText.of(PROCESS.limits().gracePeriod()),
          "How long an attempt may take to end politely.").between(0, 60 * MINUTE)),
      attempt(withDefault("max_output", SIZE, DefaultText.of(PROCESS.limits().maxOutputBytes()),
          "How much the child of an attempt may write before it is ended.").between(1, 1024 * GIB)),
      attempt(withDefault("shortest_poll", DURATION, DefaultText.of(PROCESS.shortestPoll()),
          "How often the output of a child is looked at while it comes.").between(1, MINUTE)),
      attempt(withDefault("longest_poll", DURATION, DefaultText.of(PROCESS.longestPoll()),
          "How often while nothing happens.").between(1, MINUTE)),
      attempt(withDefault("start_wait", DURATION, DefaultText.of(PROCESS.startWait()),
          "How long an adoption waits for the sign of a child whose start was begun.").between(0, 60 * MINUTE)),
      attempt(withDefault("straggler_grace", DURATION, DefaultText.of(PROCESS.stragglerGrace()),
          "How long processes that a child left behind may take to end politely.").between(0, 60 * MINUTE)),
      attempt(withDefault("kill_wait", DURATION, DefaultText.of(PROCESS.killWait()),
          "How long killed processes may take to be gone before that is reported.").between(0, 60 * MINUTE)),
      attempt(withDefault("end_margin", DURATION, DefaultText.of(ATTEMPT.endMargin()),
          "After the grace, how long until an attempt is interrupted, and again until it is given up.")
          .between(1, 60 * MINUTE)),
      attempt(withDefault("max_log", SIZE, DefaultText.of(ATTEMPT.maxLogBytes()), "Largest log of one attempt.")
          .between(0, GIB)),
      attempt(withDefault("max_log_line", INTEGER, DefaultText.of(ATTEMPT.maxLogLine()),
          "Longest line of an attempt's log, in characters.").between(1, 500_000)),
      attempt(withDefault("progress_interval", DURATION, DefaultText.of(ATTEMPT.progressEvery()),
          "How often progress is stored at most.").between(10, 60 * MINUTE)),
      Key.of("result", withDefault("max_text", INTEGER, DefaultText.of(ATTEMPT.maxResultText()),
          "Longest result text, in characters; what is longer is cut.").between(1, 100_000_000)),
      environment(optional("allow", TEXT_LIST,
          "Variables of the submitting shell that reach its tasks; * stands for anything. Replaces the built-in list.")),
      environment(optional("deny", TEXT_LIST,
          "Variables that never do, because they look like secrets. Replaces the built-in list.")),
      environment(optional("base", TEXT_LIST,
          "Variables taken from the server when the submitter sent none of that name. Replaces the built-in list.")));

  private TaskKeys() {}

  private static Key task(ConfigKey key) {
    return Key.of("task", key);
  }

  private static Key retry(ConfigKey key) {
    return Key.of("retry", key);
  }

  private static Key attempt(ConfigKey key) {
    return Key.of("attempt", key);
  }

  private static Key environment(ConfigKey key) {
    return Key.of("environment", key);
  }

  private static String[] backoffs() {
    return Arrays.stream(RetryRules.Backoff.values())
        .map(form -> form.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
