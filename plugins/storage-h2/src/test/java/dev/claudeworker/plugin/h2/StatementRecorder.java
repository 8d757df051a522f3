package dev.claudeworker.plugin.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Stands between the storage and H2, and notes every execution with its parameters. */
final class StatementRecorder {

  private final List<Execution> executions = new ArrayList<>();
  private volatile Consumer<Execution> watch = execution -> {};

  /**
   * One call of the driver.
   *
   * @param sql the statement
   * @param parameters its last row of parameters, from 1
   * @param rows how many rows of parameters travelled at once
   */
  record Execution(String sql, TreeMap<Integer, Object> parameters, int rows) {}

  /** Calls somebody after each execution, on the thread of the storage; what it throws, the storage gets. */
  void watch(Consumer<Execution> watcher) {
    watch = watcher;
  }

  synchronized List<Execution> take() {
    List<Execution> taken = List.copyOf(executions);
    executions.clear();
    return taken;
  }

  private void add(Execution execution) {
    synchronized (this) {
      executions.add(execution);
    }
    watch.accept(execution);
  }

  DataSource around(DataSource source) {
    return proxy(DataSource.class, source, (method, arguments, result) -> result instanceof Connection connection
        ? around(connection)
        : result);
  }

  Connection around(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, result) -> result instanceof PreparedStatement statement
            ? around(statement, (String) arguments[0])
            : result);
  }

  private PreparedStatement around(PreparedStatement statement, String sql) {
    TreeMap<Integer, Object> parameters = new TreeMap<>();
    int[] rows = {0};
    return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
      switch (method.getName()) {
        case "setNull" -> parameters.put((Integer) arguments[0], Null.VALUE);
        case "addBatch" -> rows[0]++;
        case "execute", "executeQuery", "executeUpdate" -> add(new Execution(sql, new TreeMap<>(parameters), 1));
        case "executeBatch" -> add(new Execution(sql, new TreeMap<>(parameters), rows[0]));
        default -> {
          if (method.getName().startsWith("set") && arguments.length == 2 && arguments[0] instanceof Integer index) {
            parameters.put(index, value(arguments[1]));
          }
        }
      }
      return result;
    });
  }

  /** An array is gone with its connection, its items are not. */
  private static Object value(Object parameter) {
    try {
      return parameter instanceof Array array ? array.getArray() : parameter;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** SQL's null among parameters. */
  enum Null {
    VALUE
  }

  @FunctionalInterface
  private interface After {
    Object called(Method method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, After after) {
    InvocationHandler handler = (self, method, arguments) -> {
      try {
        return after.called(method, arguments, method.invoke(target, arguments));
      } catch (InvocationTargetException failure) {
        throw failure.getCause();
      }
    };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
