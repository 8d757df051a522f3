package dev.claudeworker.storage.sql.table;

/** The columns of a {@link dev.claudeworker.spi.task.Usage}. */
final class UsageColumns {

  static final int COUNT = 8;

  static final String NAMES = "input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, turns, cost_micros, "
      + "cpu_micros, peak_memory_bytes";

  private UsageColumns() {}
}
