package dev.claudeworker.bench;

/** One named measurement. */
@FunctionalInterface
interface Measurement {

  /**
   * Measures and reports.
   *
   * @param program what is measured
   * @param report gets the figures
   */
  void measure(Installation program, Report report) throws Exception;
}
