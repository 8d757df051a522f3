package dev.claudeworker.plugin.h2.journal;

import java.util.List;

/**
 * One execution of a statement that changed something.
 *
 * @param sql the statement, with a question mark for each parameter
 * @param rows the parameters of each time it was run; SQL's null is {@link Values.Null}
 * @param counts how many rows of the table each time changed
 */
record Change(String sql, List<List<Object>> rows, List<Integer> counts) {}
