package dev.claudeworker.spi.executor;

/**
 * The log of an attempt, for people. Lines must follow from the child's output alone, so that an adoption, which reads the
 * output again from the start, yields the same lines; lines that are already there are not written twice. Line breaks and
 * control characters inside a line are made visible. Never put secrets in it.
 */
public interface AttemptLog {

  /**
   * A line of the summary: the few steps a person wants to see. Also part of the detailed log.
   *
   * @param line one line
   */
  void summary(String line);

  /**
   * A line of the detailed log.
   *
   * @param line one line
   */
  void detail(String line);
}
