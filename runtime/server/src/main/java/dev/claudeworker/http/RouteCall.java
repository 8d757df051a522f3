package dev.claudeworker.http;

import dev.claudeworker.spi.WorkerException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works out an answer and turns whatever fails on the way into one. */
final class RouteCall {

  private static final Logger log = LoggerFactory.getLogger(RouteCall.class);

  private RouteCall() {}

  /** The answer to a request; never throws for what a client can do. */
  static Response answer(Route route, String method, String correlationId, Callable<Response> work)
      throws InterruptedException {
    try {
      return work.call();
    } catch (ProblemException problem) {
      return Response.problem(problem.problem());
    } catch (WorkerException failure) {
      log.info("{} {} failed: {}", method, route.path(), failure.getMessage());
      return Response.problem(Problems.of(failure));
    } catch (InterruptedException stopping) {
      throw stopping;
    } catch (Exception unforeseen) {
      log.error("{} {} failed", method, route.path(), unforeseen);
      return Response.problem(Problems.internal(correlationId));
    }
  }
}
