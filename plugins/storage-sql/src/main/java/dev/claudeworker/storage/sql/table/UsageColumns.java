package dev.claudeworker.storage.sql.table;

/** The columns of a {@link dev.claudeworker.spi.task.Usage}. */
final class UsageColumns {

  static final int COUNT = 8;

  static final String NAMES = "input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, turns, cost_micros, "
      + "cpu_micros, peak_memory_bytes";

  static final String VALUES = "#{usage.inputTokens}, #{usage.outputTokens}, #{usage.cacheReadTokens}, "
      + "#{usage.cacheWriteTokens}, #{usage.turns}, #{usage.costMicrosUsd}, #{usage.cpuTime}, #{usage.peakMemoryBytes}";

  static final String ASSIGNMENTS = "input_tokens = #{usage.inputTokens}, output_tokens = #{usage.outputTokens}, "
      + "cache_read_tokens = #{usage.cacheReadTokens}, cache_write_tokens = #{usage.cacheWriteTokens}, "
      + "turns = #{usage.turns}, cost_micros = #{usage.costMicrosUsd}, cpu_micros = #{usage.cpuTime}, "
      + "peak_memory_bytes = #{usage.peakMemoryBytes}";

  private UsageColumns() {}
}
