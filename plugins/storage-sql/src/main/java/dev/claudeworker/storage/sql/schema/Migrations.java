package dev.claudeworker.storage.sql.schema;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;

/** Runs Flyway. Apart from {@link Schema}, so that its classes are loaded only when there is something to migrate. */
final class Migrations {

  /** Flyway's own table. */
  static final String HISTORY_TABLE = "schema_history";

  private Migrations() {}

  static void run(DataSource database) {
    Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .table(HISTORY_TABLE)
        .resourceProvider(new BundledMigrations())
        .javaMigrationClassProvider(List::of)
        .locations(new Location[0])
        .cleanDisabled(true)
        .loggers("slf4j")
        .load();
    if (Arrays.stream(flyway.info().all()).anyMatch(migration -> migration.getState().isFailed())) {
      // The disk was full, or the server was killed half way: the scripts go on where they stopped.
      flyway.repair();
    }
    flyway.migrate();
  }
}
