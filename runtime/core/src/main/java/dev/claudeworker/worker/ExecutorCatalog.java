package dev.claudeworker.worker;

import java.util.Optional;
import java.util.Set;

/** The executors this server has. Safe for use from any thread; what it answers may change while the server runs. */
public interface ExecutorCatalog {

  /**
   * One executor.
   *
   * @param name its name
   * @return the executor, empty if there is none of that name now
   */
  Optional<RegisteredExecutor> find(String name);

  /**
   * All names. Asked before every claim, so it must be cheap.
   *
   * @return the names of executors that can be used now
   */
  Set<String> names();
}
