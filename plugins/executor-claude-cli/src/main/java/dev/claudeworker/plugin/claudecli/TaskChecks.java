package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.OnDenied;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.task.TaskSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be said against a task when it is submitted. */
final class TaskChecks {

  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,199}");

  private TaskChecks() {}

  static void check(TaskSpec spec, TaskOptions options, ClaudeCliConfig config) {
    spec.settings().model().ifPresent(model -> checkModel("model", model));
    Optional<String> fallback = options.fallbackModel();
    fallback.ifPresent(models -> {
      for (String model : models.split(",", -1)) {
        checkModel("fallback_model", model);
      }
    });
    checkAsking(options);
    if (options.permissionMode().equals(TaskOptions.BYPASS) && !config.allowBypass()) {
      throw new WorkerException(
          ErrorCode.user("bypass_not_allowed"),
          "permission_mode bypassPermissions is not allowed on this server.",
          "Use acceptEdits with allowed_tools, or set plugins.executor-claude-cli.allow_bypass_permissions to true.");
    }
  }

  private static void checkAsking(TaskOptions options) {
    if (options.onDenied() == OnDenied.ASK && TaskOptions.NEVER_ASKING.contains(options.permissionMode())) {
      throw new WorkerException(
          ErrorCode.user("mode_never_asks"),
          "on_denied ask has no meaning with permission_mode " + options.permissionMode()
              + ": Claude Code asks nothing in it.",
          "Choose acceptEdits, default or plan as permission_mode, or leave on_denied out.");
    }
  }

  private static void checkModel(String field, String model) {
    if (!MODEL.matcher(model).matches()) {
      throw new WorkerException(
          ErrorCode.user("invalid_model"),
          "'" + model + "' is not a " + field + ".",
          "Use sonnet, opus, haiku, or a full model id of letters, digits and . _ : / @ [ ] -");
    }
  }
}
