package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a listing. Its SQL is put together so that an index gives the order: from the labels if there are any,
 * else from the orchestration, else from the only state, else from the project.
 *
 * @param project of this project
 * @param statuses in one of these states; empty = in any
 * @param labels with all of these labels
 * @param orchestration of this orchestration
 * @param before with a smaller id
 * @param limit at most so many
 */
public record TaskListQuery(
    String project,
    List<TaskStatus> statuses,
    List<LabelRow> labels,
    @Nullable Long orchestration,
    long before,
    int limit) {

  /** The statements that answer a filter together: where only the states choose, one for each of them. */
  public static List<TaskListQuery> of(TaskFilter filter) {
    List<TaskStatus> statuses = List.copyOf(filter.statuses());
    boolean statesAlone = filter.labels().isEmpty() && filter.orchestration().isEmpty() && !statuses.isEmpty();
    return statesAlone
        ? statuses.stream().map(status -> of(filter, List.of(status))).toList()
        : List.of(of(filter, statuses));
  }

  private static TaskListQuery of(TaskFilter filter, List<TaskStatus> statuses) {
    List<LabelRow> labels =
        filter.labels().entrySet().stream().map(label -> new LabelRow(0, label.getKey(), label.getValue())).toList();
    Long orchestration = filter.orchestration().isPresent() ? filter.orchestration().get().value() : null;
    long before = filter.before().map(TaskId::value).orElse(Long.MAX_VALUE);
    return new TaskListQuery(filter.project(), statuses, labels, orchestration, before, filter.limit() + 1);
  }

  /** The statement. Called by MyBatis. */
  public static String sql(TaskListQuery query) {
    StringBuilder sql = new StringBuilder("SELECT ").append(TaskReader.COLUMNS);
    String order = query.appendChoice(sql);
    query.appendConditions(sql);
    return sql.append(" ORDER BY ").append(order).append(" LIMIT #{limit}").toString();
  }

  /** From where the rows come; answers the order in which an index gives them. */
  private String appendChoice(StringBuilder sql) {
    if (!labels.isEmpty()) {
      sql.append(" FROM label l JOIN task t ON t.id = l.task_id LEFT JOIN progress p ON p.task_id = t.id")
          .append(
              " WHERE l.label_name = #{labels[0].name} AND l.label_value = #{labels[0].value} AND l.task_id < #{before}")
          .append(" AND t.project_id = #{project}");
      return "l.label_name DESC, l.label_value DESC, l.task_id DESC";
    }
    sql.append(TaskReader.FROM).append("WHERE t.id < #{before} AND t.project_id = #{project}");
    if (orchestration != null) {
      return "t.orchestration_id DESC, t.id DESC";
    }
    return statuses.size() == 1 ? "t.project_id DESC, t.status DESC, t.id DESC" : "t.project_id DESC, t.id DESC";
  }

  private void appendConditions(StringBuilder sql) {
    if (orchestration != null) {
      sql.append(" AND t.orchestration_id = #{orchestration}");
    }
    for (int index = 0; index < statuses.size(); index++) {
      sql.append(index == 0 ? " AND t.status IN (" : ", ").append("#{statuses[").append(index).append("]}");
    }
    sql.append(statuses.isEmpty() ? "" : ")");
    for (int index = 1; index < labels.size(); index++) {
      sql.append(" AND EXISTS (SELECT 1 FROM label m WHERE m.task_id = t.id AND m.label_name = #{labels[")
          .append(index)
          .append("].name} AND m.label_value = #{labels[")
          .append(index)
          .append("].value})");
    }
  }
}
