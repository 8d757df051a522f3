package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the page about the database against the database that the migrations make. */
class SchemaPageTest {

  private static final Path PAGE = Path.of("../../docs/reference-database.md");
  private static final Path MADE = Path.of("target/reference-database.md");

  private static final String HEAD =
      """
          # Database schema

          Generated from the database that the migrations make; a test holds it against them. The same tables are on every SQL storage; types
          are those of H2. Read it to look at a stopped database or to understand a query. It is no interface: programs use REST, and columns
          change with migrations.

          An embedded database has one table more, `journal`: which journal file belongs to it, the last of its transactions that the database has,
          and whether the database was closed since (`claude-worker.journal` beside it has the rest if it was not).

          Words of states are those of the interfaces. Times are to the microsecond, durations are microseconds, money is millionths of a US
          dollar, JSON is kept as its text. Every change is one transaction that also writes its events; see [architecture.md](architecture.md).
          """;

  private static final Map<String, String> SENTENCES = Map.ofEntries(
      Map.entry("account", "Whose limits tasks use. Claims look for due tasks account by account."),
      Map.entry("attempt",
          "One try of a task. The running one holds its lease; its token is the fence for the result."),
      Map.entry("backward_edge", "Dependencies on a task with a higher number, the only ones that can close a circle."),
      Map.entry("edge", "Who waits for whom, and for which end."),
      Map.entry("event", "What happened, numbered without gaps in the order of commits."),
      Map.entry("event_head", "One row: the last event number given."),
      Map.entry("gate", "Closed gates (paused, usage limit, open circuit). Open ones have no row."),
      Map.entry("idempotency_key", "Requests that were answered, by the key that their sender chose."),
      Map.entry("label", "Free names and values of tasks."),
      Map.entry("lane", "How many places a concurrency key has, and how many are taken. Free lanes have no row."),
      Map.entry("loading",
          "At most one row: tasks from this number on are being written in several transactions, and not there yet."),
      Map.entry("meta", "One row: which store this is, and which servers may open it."),
      Map.entry("orchestration", "A graph of tasks, with the number of its tasks in each state."),
      Map.entry("orchestration_head", "One row: the last orchestration number given."),
      Map.entry("progress", "The latest progress of a running task, beside its row because it changes every second."),
      Map.entry("schema_history", "Which migrations have run; kept by Flyway."),
      Map.entry("server", "What each server says about itself, and until when it counts as alive."),
      Map.entry("status_count", "How many tasks of an account are in each state."),
      Map.entry("task", "A task without its heavy texts: what was asked, where it stands, what it used."),
      Map.entry("task_head", "One row: the last task number given."),
      Map.entry("task_text", "The heavy texts of tasks: prompts, results, environments, cut into parts."));

  @Test
  void thePageShowsEveryTableColumnAndIndexThatTheMigrationsMake() throws Exception {
    String made = page();
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, made);

    assertThat(PAGE).as("after a migration, copy plugins/storage-h2/%s to docs/", MADE).hasContent(made);
  }

  private static String page() throws SQLException, IOException {
    String url = "jdbc:h2:mem:schema-page;DB_CLOSE_DELAY=-1";
    H2Database database = H2Database.of(url, url, H2Settings.of(H2Fixture.config(JsonObject.EMPTY)));
    database.migrate(InstantSource.system());
    var page = new StringBuilder(HEAD);
    try (Connection connection = database.source().getConnection()) {
      Map<String, List<String>> indexes = indexes(connection);
      columns(connection).forEach((table, columns) -> {
        assertThat(SENTENCES).as("say in one sentence what the new table holds").containsKey(table);
        page.append("\n## `").append(table).append("`\n\n").append(SENTENCES.get(table));
        page.append("\n\n| column | type | may be empty |\n|---|---|---|\n");
        columns.forEach(page::append);
        List<String> found = indexes.getOrDefault(table, List.of());
        page.append(found.isEmpty() ? "" : "\nIndexes: " + String.join(", ", found) + ".\n");
      });
    } finally {
      database.shutdown(true, Duration.ZERO, connection -> {});
    }
    return page.toString();
  }

  private static Map<String, List<String>> columns(Connection connection) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable
        FROM information_schema.columns WHERE table_schema = 'PUBLIC' ORDER BY table_name, ordinal_position""")) {
      while (row.next()) {
        String table = row.getString(1).toLowerCase(Locale.ROOT);
        if (!table.contains("flyway")) {
          tables.computeIfAbsent(table, _ -> new ArrayList<>())
              .add("| `%s` | %s | %s |\n".formatted(row.getString(2).toLowerCase(Locale.ROOT), type(row),
                  row.getString(5).equals("YES") ? "yes" : ""));
        }
      }
    }
    return tables;
  }

  private static String type(ResultSet row) throws SQLException {
    String type = row.getString(3).toLowerCase(Locale.ROOT);
    long length = row.getLong(4);
    return type.equals("character varying") ? "text" + (length < 1_000_000 ? " up to " + length : "") : type;
  }

  private static Map<String, List<String>> indexes(Connection connection) throws SQLException {
    Map<String, Map<String, List<String>>> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
        SELECT table_name, index_name, column_name FROM information_schema.index_columns
        WHERE table_schema = 'PUBLIC' ORDER BY table_name, index_name, ordinal_position""")) {
      while (row.next()) {
        String name = row.getString(2).toLowerCase(Locale.ROOT);
        // Those of keys and constraints have names that H2 makes up.
        if (!name.matches("(primary_key|constraint).*") && !name.contains("flyway")) {
          tables.computeIfAbsent(row.getString(1).toLowerCase(Locale.ROOT), _ -> new LinkedHashMap<>())
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(row.getString(3).toLowerCase(Locale.ROOT));
        }
      }
    }
    Map<String, List<String>> texts = new TreeMap<>();
    tables.forEach((table, found) -> texts.put(table, found.entrySet()
        .stream()
        .map(index -> "`" + index.getKey() + "` (" + String.join(", ", index.getValue()) + ")")
        .toList()));
    return texts;
  }
}
