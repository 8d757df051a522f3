package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.RetryRules;
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
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/** How values of the SPI become parameters. Results are read by {@link RowReader}s, never by these. */
final class ParameterHandlers {

  private static final List<Class<? extends Enum<?>>> WORDS = List.of(
      TaskStatus.class,
      AttemptStatus.class,
      ErrorCategory.class,
      RetryRules.Backoff.class,
      EdgeCondition.class,
      GateScope.Kind.class,
      TextKind.class);

  private ParameterHandlers() {}

  static void register(TypeHandlerRegistry registry, JsonCodec json) {
    registry.register(UUID.class, new ParameterHandler<UUID>(PreparedStatement::setObject));
    registry.register(
        Instant.class,
        new ParameterHandler<Instant>((statement, index, at) -> statement
            .setObject(index, at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))));
    registry.register(
        Duration.class,
        new ParameterHandler<Duration>((statement, index, time) -> statement
            .setLong(index, micros(time))));
    registry.register(
        JsonObject.class,
        new ParameterHandler<JsonObject>((statement, index, object) -> statement
            .setString(index, object.members().isEmpty() ? "{}" : json.print(object))));
    WORDS.forEach(type -> registerWords(registry, type));
    registry.register(
        long[].class,
        new ParameterHandler<long[]>((statement, index, ids) -> statement
            .setArray(index, statement.getConnection().createArrayOf("bigint", boxed(ids)))));
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

  /** Microseconds; a longer time than a bigint holds (292,000 years) is a fault of the caller. */
  private static long micros(Duration time) {
    return Math.addExact(
        Math.multiplyExact(time.toSeconds(), 1_000_000L), time.toNanosPart() / 1_000L);
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
