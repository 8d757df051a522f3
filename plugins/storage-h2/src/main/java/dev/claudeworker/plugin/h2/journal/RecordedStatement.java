package dev.claudeworker.plugin.h2.journal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose executions are noted if they may have changed something. */
final class RecordedStatement implements InvocationHandler {

  private final PreparedStatement statement;
  private final String sql;
  private final Recording recording;
  private final List<Object> parameters = new ArrayList<>();
  private final List<List<Object>> batch = new ArrayList<>();

  private RecordedStatement(PreparedStatement statement, String sql, Recording recording) {
    this.statement = statement;
    this.sql = sql;
    this.recording = recording;
  }

  static PreparedStatement of(PreparedStatement statement, String sql, Recording recording) {
    var handler = new RecordedStatement(statement, sql, recording);
    return (PreparedStatement) Proxy.newProxyInstance(
        RecordedStatement.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, handler);
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
    @Nullable Object result = called(statement, method, arguments);
    switch (method.getName()) {
      case "addBatch" -> batch.add(List.copyOf(parameters));
      case "clearBatch" -> batch.clear();
      case "clearParameters" -> parameters.clear();
      case "execute", "executeUpdate", "executeBatch" -> executed(result);
      default -> {
        if (method.getName().startsWith("set") && arguments != null && arguments[0] instanceof Integer index) {
          set(index, method.getName().equals("setNull") ? Values.Null.NULL : arguments[1]);
        }
      }
    }
    return result;
  }

  static @Nullable Object called(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private void set(int index, @Nullable Object value) throws SQLException {
    while (parameters.size() < index) {
      parameters.add(Values.Null.NULL);
    }
    parameters.set(index - 1, value == null ? Values.Null.NULL : kept(value));
  }

  /** An array of the database is gone with its statement, its items are not. */
  private static Object kept(Object value) throws SQLException {
    return value instanceof Array array
        ? new Values.Items(array.getBaseTypeName(), List.of((Object[]) array.getArray()))
        : value;
  }

  private void executed(@Nullable Object result) throws SQLException {
    if (result instanceof int[] counts && !batch.isEmpty()) {
      recording.add(new Change(sql, List.copyOf(batch), Arrays.stream(counts).boxed().toList()));
      batch.clear();
    } else if (result instanceof Integer count) {
      recording.add(new Change(sql, List.of(List.copyOf(parameters)), List.of(count)));
    } else if (Boolean.FALSE.equals(result)) {
      executed(statement.getUpdateCount());
    }
  }
}
