package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a listing. Its SQL is put together so that an index gives the order: from the labels if there are any,
 * else from the orchestration, else from the parent, else from the states, else from the project.
 *
 * @param project of this project
 * @param statuses in one of these states; empty = in any
 * @param labels with all of these labels
 * @param orchestration of this orchestration
 * @param parent created by this task
 * @param before with a smaller id
 * @param limit at most so many
 */
public record TaskListQuery(
    String project,
    List<TaskStatus> statuses,
    List<LabelRow> labels,
    @Nullable Long orchestration,
    @Nullable Long parent,
    long before,
    int limit) {

  private static final String ORDER_OF_STATES = "t.project_id DESC, t.status DESC, t.id DESC";

  /**
   * The statement that answers a filter.
   *
   * @param filter what is asked for
   * @param last the largest number that a task may have
   */
  public static TaskListQuery of(TaskFilter filter, long last) {
    List<LabelRow> labels =
        filter.labels().entrySet().stream().map(label -> new LabelRow(0, label.getKey(), label.getValue())).toList();
    Long orchestration = filter.orchestration().isPresent() ? filter.orchestration().get().value() : null;
    Long parent = filter.parent().isPresent() ? filter.parent().get().value() : null;
    long end = last == Long.MAX_VALUE ? last : last + 1;
    long before = Math.min(end, filter.before().map(TaskId::value).orElse(end));
    return new TaskListQuery(filter.project(), List.copyOf(filter.statuses()), labels, orchestration, parent, before,
        filter.limit() + 1);
  }

  /** The statement. Called by MyBatis. */
  public static String sql(TaskListQuery query) {
    if (query.choosesBySeveralStates()) {
      return query.ofEachState();
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(TaskReader.COLUMNS);
    String order = query.appendChoice(sql);
    query.appendConditions(sql);
    return sql.append(" ORDER BY ").append(order).append(" LIMIT #{limit}").toString();
  }

  private boolean choosesBySeveralStates() {
    return labels.isEmpty() && orchestration == null && parent == null && statuses.size() > 1;
  }

  /**
   * The newest of each state by the index of states, and of those the newest. One statement sees one moment, so that a task
   * that moves from one of the states to another meanwhile is neither missed nor listed twice.
   */
  private String ofEachState() {
    String ids = IntStream.range(0, statuses.size())
        .mapToObj(index -> "(SELECT t.id FROM task t WHERE t.id < #{before} AND t.project_id = #{project}"
            + " AND t.status = #{statuses[" + index + "]}"
            + " ORDER BY " + ORDER_OF_STATES + " LIMIT #{limit})")
        .collect(Collectors.joining(" UNION ALL "));
    return "SELECT " + TaskReader.COLUMNS + " FROM (" + ids + ") newest JOIN task t ON t.id = newest.id"
        + " LEFT JOIN progress p ON p.task_id = t.id ORDER BY t.id DESC LIMIT #{limit}";
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
    if (parent != null) {
      return "t.parent_task_id DESC, t.id DESC";
    }
    return statuses.size() == 1 ? ORDER_OF_STATES : "t.project_id DESC, t.id DESC";
  }

  private void appendConditions(StringBuilder sql) {
    if (orchestration != null) {
      sql.append(" AND t.orchestration_id = #{orchestration}");
    }
    if (parent != null) {
      sql.append(" AND t.parent_task_id = #{parent}");
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
