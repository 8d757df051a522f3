package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.plugin.claudecli.stream.RunResult.Spent;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Ended;
import dev.claudeworker.plugin.claudecli.stream.StreamEvent.Malformed;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code result} lines and the two ways in which the program counts tokens. */
final class ResultParser {

  /** Token counts as the API names them. */
  static final Fields USAGE = Fields.of(
      "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens");

  private ResultParser() {}

  static StreamEvent parse(JsonView line, boolean shortened) {
    Optional<Boolean> error = line.bool("is_error");
    if (error.isEmpty()) {
      return new Malformed("result", "is_error");
    }
    return new Ended(new RunResult(
        line.textOrEmpty("subtype"),
        error.get(),
        line.textOrEmpty("result"),
        shortened,
        line.texts("errors"),
        line.integer("api_error_status"),
        line.textOrEmpty("api_error"),
        line.textOrEmpty("terminal_reason"),
        (int) line.longOrZero("num_turns"),
        line.child("model_usage_since_last_result").map(ResultParser::spent),
        line.number("total_cost_usd").orElse(BigDecimal.ZERO),
        line.children("permission_denials").stream().map(denial -> denial.textOrEmpty("tool_name")).toList()));
  }

  static TokenCount usage(JsonView usage) {
    return new TokenCount(
        usage.longOrZero("input_tokens"),
        usage.longOrZero("output_tokens"),
        usage.longOrZero("cache_read_input_tokens"),
        usage.longOrZero("cache_creation_input_tokens"));
  }

  /** The program's own count, by model. */
  private static Spent spent(JsonView byModel) {
    return byModel.objects()
        .values()
        .stream()
        .map(model -> new Spent(
            new TokenCount(
                model.longOrZero("inputTokens"),
                model.longOrZero("outputTokens"),
                model.longOrZero("cacheReadInputTokens"),
                model.longOrZero("cacheCreationInputTokens")),
            model.number("costUSD").orElse(BigDecimal.ZERO)))
        .reduce(Spent.NOTHING, Spent::plus);
  }
}
