package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.AccountMapper.AccountRow;
import dev.claudeworker.storage.sql.table.AccountMapper.StatusCount;
import dev.claudeworker.storage.sql.table.EventMapper.Age;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.ServerMapper.RunningCount;
import dev.claudeworker.storage.sql.table.TaskMapper.KnownUuid;
import dev.claudeworker.storage.sql.table.TaskMapper.Moment;
import dev.claudeworker.storage.sql.table.TaskMapper.QueuedTask;
import dev.claudeworker.storage.sql.table.TransferMapper.Heads;
import dev.claudeworker.storage.sql.table.TransferMapper.Mark;
import dev.claudeworker.storage.sql.table.TransferMapper.TextSize;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandlerRegistry;

/** Tells MyBatis all mappers, and how their rows are read and their parameters written. */
public final class RowReaders {

  private static final List<Class<?>> MAPPERS = List.of(
      TaskMapper.class,
      SideMapper.class,
      AttemptMapper.class,
      EventMapper.class,
      GateMapper.class,
      AccountMapper.class,
      KeyMapper.class,
      OrchestrationMapper.class,
      LaneMapper.class,
      RestMapper.class,
      GraphMapper.class,
      ServerMapper.class,
      TransferMapper.class,
      LoadingMapper.class);

  private RowReaders() {}

  /** Registers everything. The mappers are named one by one: nothing is searched for on a class path. */
  public static void register(Configuration configuration, JsonCodec json) {
    TypeHandlerRegistry registry = configuration.getTypeHandlerRegistry();
    ParameterHandlers.register(registry);
    configuration.getLanguageRegistry().register(new BoundRows(json));
    registry.register(StoredTask.class, new TaskReader(json));
    registry.register(AttemptRow.class, new AttemptReader(json));
    registry.register(Orchestration.class, new OrchestrationReader(json));
    registry.register(OrchestrationTask.class, new OrchestrationTaskReader(json));
    registry.register(TaskEvent.class, new EventReader(json));
    registry.register(Gate.class, new GateReader(json));
    registry.register(ServerRow.class, new ServerReader(json));
    registerSmall(registry, json);
    GraphRows.register(registry, json);
    MAPPERS.forEach(configuration::addMapper);
  }

  private static void registerSmall(TypeHandlerRegistry registry, JsonCodec json) {
    registry.register(
        TextRow.class,
        reader(json, row -> new TextRow(row.number(), row.word(TextKind.class), row.count(), row.text())));
    registry.register(LabelRow.class, reader(json, row -> new LabelRow(row.number(), row.text(), row.text())));
    registry.register(
        EdgeRow.class,
        reader(
            json,
            row -> new EdgeRow(
                row.number(),
                row.number(),
                row.word(EdgeCondition.class),
                row.word(IfBroken.class),
                row.optionalInstant(),
                row.word(TaskStatus.class))));
    registry.register(QueuedTask.class, reader(json, row -> new QueuedTask(new TaskId(row.number()), row.number())));
    registry.register(KnownUuid.class, reader(json, row -> new KnownUuid(
        new TaskId(row.number()), row.uuid(), row.optionalNumber().map(OrchestrationId::new))));
    registry.register(Heads.class, reader(json, row -> new Heads(row.number(), row.number(), row.number())));
    registry.register(TextSize.class, reader(json, row -> new TextSize(row.number(), row.number())));
    registry.register(Mark.class, reader(json, row -> new Mark(row.text(), row.number())));
    registry.register(Moment.class, reader(json, row -> new Moment(row.instant())));
    registry.register(Age.class, reader(json, row -> new Age(row.number(), row.instant())));
    registry.register(AccountRow.class, reader(json, AccountRow::read));
    registry.register(RunningCount.class, reader(json, row -> new RunningCount(row.text(), row.count())));
    registry.register(
        StatusCount.class,
        reader(json, row -> new StatusCount(row.count(), row.word(TaskStatus.class), row.number())));
    registry.register(
        KeyRow.class,
        reader(
            json,
            row -> new KeyRow(
                row.text(),
                row.text(),
                row.text(),
                row.number(),
                row.count(),
                row.instant(),
                row.optionalNumber().map(OrchestrationId::new))));
  }

  static <T> RowReader<T> reader(JsonCodec json, ReadRow<T> read) {
    return new RowReader<>(json) {
      @Override
      T read(ColumnReader row) throws SQLException {
        return read.read(row);
      }
    };
  }

  /** Reads one row. */
  @FunctionalInterface
  interface ReadRow<T> {
    T read(ColumnReader row) throws SQLException;
  }
}
