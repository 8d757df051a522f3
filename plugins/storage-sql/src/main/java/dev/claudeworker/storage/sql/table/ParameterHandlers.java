package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskStatus;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/** How single values of the SPI become parameters; whole rows are {@link BoundRow}s. Results are read by {@link RowReader}s, never by these. */
final class ParameterHandlers {

  private static final List<Class<? extends Enum<?>>> WORDS =
      List.of(TaskStatus.class, OrchestrationStatus.class, GateScope.Kind.class, TextKind.class);

  private ParameterHandlers() {}

  static void register(TypeHandlerRegistry registry) {
    registry.register(UUID.class, new ParameterHandler<UUID>(PreparedStatement::setObject));
    registry.register(
        Instant.class,
        new ParameterHandler<Instant>((statement, index, at) -> statement
            .setObject(index, at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))));
    registry.register(
        Duration.class,
        new ParameterHandler<Duration>((statement, index, time) -> statement
            .setLong(index, TimeUnit.NANOSECONDS.toMicros(time.toNanos()))));
    WORDS.forEach(type -> registerWords(registry, type));
    registry.register(
        long[].class,
        new ParameterHandler<long[]>((statement, index, ids) -> statement
            .setArray(index, statement.getConnection().createArrayOf("bigint", boxed(ids)))));
    registry.register(
        String[].class,
        new ParameterHandler<String[]>((statement, index, texts) -> statement
            .setArray(index, statement.getConnection().createArrayOf("varchar", texts))));
    registry.register(
        UUID[].class,
        new ParameterHandler<UUID[]>((statement, index, uuids) -> statement
            .setArray(index, statement.getConnection().createArrayOf("uuid", uuids))));
  }

  private static <E extends Enum<?>> void registerWords(TypeHandlerRegistry registry, Class<E> type) {
    registry.register(
        type,
        new ParameterHandler<E>((statement, index, word) -> statement
            .setString(index, word.name().toLowerCase(Locale.ROOT))));
  }

  private static Object[] boxed(long[] ids) {
    return Arrays.stream(ids).boxed().toArray();
  }

  /** Sets one parameter that is not null. */
  @FunctionalInterface
  private interface Setter<T> {
    void set(PreparedStatement statement, int index, T value) throws SQLException;
  }

  private record ParameterHandler<T>(Setter<T> setter) implements TypeHandler<T> {

    @Override
    public void setParameter(PreparedStatement statement, int index, @Nullable T value, @Nullable JdbcType type)
        throws SQLException {
      if (value == null) {
        statement.setNull(index, Types.NULL);
      } else {
        setter.set(statement, index, value);
      }
    }

    @Override
    public T getResult(ResultSet row, String column) {
      throw new UnsupportedOperationException("parameters only");
    }

    @Override
    public T getResult(ResultSet row, int column) {
      throw new UnsupportedOperationException("parameters only");
    }

    @Override
    public T getResult(CallableStatement call, int column) {
      throw new UnsupportedOperationException("parameters only");
    }
  }
}
