package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.RelatedTasks.Related;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.LaneMapper.HeldTask;
import dev.claudeworker.storage.sql.table.LaneMapper.LaneRow;
import dev.claudeworker.storage.sql.table.OrchestrationMapper.NamedTask;
import dev.claudeworker.storage.sql.table.RestMapper.RestTask;
import org.apache.ibatis.type.TypeHandlerRegistry;

/** How the small rows of graphs are read. */
final class GraphRows {

  private GraphRows() {}

  static void register(TypeHandlerRegistry registry, JsonCodec json) {
    registry.register(
        NamedTask.class, RowReaders.reader(json, row -> new NamedTask(new TaskId(row.number()), row.text())));
    registry.register(
        EdgeEnds.class,
        RowReaders.reader(json, row -> new EdgeEnds(new TaskId(row.number()), new TaskId(row.number()))));
    registry.register(
        LaneRow.class,
        RowReaders.reader(json, row -> new LaneRow(row.text(), row.count(), row.count(), row.count())));
    registry.register(
        HeldTask.class,
        RowReaders.reader(
            json,
            row -> new HeldTask(
                row.number(), row.count(), row.optionalNumber().map(OrchestrationId::new), row.optionalText())));
    registry.register(
        RestTask.class,
        RowReaders.reader(
            json,
            row -> new RestTask(
                row.number(),
                row.word(TaskStatus.class),
                row.count(),
                row.optionalText(),
                row.optionalCount(),
                row.optionalWord(Held.class),
                row.flag())));
    registry.register(
        Related.class,
        RowReaders.reader(
            json,
            row -> new Related(new TaskId(row.number()), row.optionalText(), row.word(TaskStatus.class), 0)));
    registry.register(
        Edge.class,
        RowReaders.reader(
            json,
            row -> new Edge(
                new TaskId(row.number()),
                row.optionalText(),
                row.word(TaskStatus.class),
                row.word(EdgeCondition.class),
                row.word(IfBroken.class),
                row.instant(),
                row.optionalInstant())));
  }
}
