package dev.claudeworker.plugin.h2.journal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The writing connection, whose transactions are noted. */
final class RecordedConnection implements InvocationHandler {

  private final Connection connection;
  private final Recording recording;
  private final Commit commit;

  /** Commits what was recorded. */
  @FunctionalInterface
  interface Commit {
    void commit() throws SQLException;
  }

  private RecordedConnection(Connection connection, Recording recording, Commit commit) {
    this.connection = connection;
    this.recording = recording;
    this.commit = commit;
  }

  static Connection of(Connection connection, Recording recording, Commit commit) {
    var handler = new RecordedConnection(connection, recording, commit);
    return (Connection) Proxy.newProxyInstance(
        RecordedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  @Override
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("commit") && !recording.isEmpty()) {
      try {
        commit.commit();
      } finally {
        recording.clear();
      }
      return null;
    }
    @Nullable Object result = RecordedStatement.called(connection, method, arguments);
    if (method.getName().equals("rollback")) {
      recording.clear();
    }
    return result instanceof PreparedStatement statement && arguments != null
        ? RecordedStatement.of(statement, (String) arguments[0], recording)
        : result;
  }
}
