package dev.claudeworker.http;

/** Answers requests of one route: straight-line blocking code on a virtual thread of its own. */
@FunctionalInterface
public interface RequestHandler {

  /**
   * Answers a request.
   *
   * @param request the request
   * @return the answer
   * @throws Exception anything; a {@link ProblemException} or {@link dev.claudeworker.spi.WorkerException} is told to the
   *     client in its own words, everything else is an internal error
   */
  Response handle(Request request) throws Exception;
}
