package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a listing of orchestrations, in the order of an index.
 *
 * @param project of this project
 * @param status in this state; null = in any
 * @param before with a smaller id
 * @param limit at most so many
 */
public record OrchestrationListQuery(String project, @Nullable OrchestrationStatus status, long before, int limit) {

  /** The statements that answer a filter together: one for each state. */
  public static List<OrchestrationListQuery> of(OrchestrationFilter filter) {
    long before = filter.before().map(OrchestrationId::value).orElse(Long.MAX_VALUE);
    return filter.statuses().isEmpty()
        ? List.of(new OrchestrationListQuery(filter.project(), null, before, filter.limit() + 1))
        : filter.statuses()
            .stream()
            .map(status -> new OrchestrationListQuery(filter.project(), status, before, filter.limit() + 1))
            .toList();
  }

  /** The statement. Called by MyBatis. */
  public static String sql(OrchestrationListQuery query) {
    String state = query.status() == null ? "" : " AND status = #{status}";
    String order = query.status() == null ? "project_id DESC" : "project_id DESC, status DESC";
    return "SELECT " + OrchestrationReader.COLUMNS
        + " FROM orchestration WHERE project_id = #{project} AND id < #{before}"
        + state + " ORDER BY " + order + ", id DESC LIMIT #{limit}";
  }
}
