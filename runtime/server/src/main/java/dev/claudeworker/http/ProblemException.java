package dev.claudeworker.http;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  /**
   * Creates the exception.
   *
   * @param problem what to tell the client
   */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /**
   * What to tell the client.
   *
   * @return the problem
   */
  public Problem problem() {
    return problem;
  }
}
