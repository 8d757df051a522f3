package dev.claudeworker.plugin.postgres;

import dev.claudeworker.storage.sql.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Opens connections with the driver itself: the register of drivers of the JDK knows no class loaders of plugins. */
final class PostgresSource extends ConnectionSource {

  private final Driver driver = new Driver();
  private final String url;
  private final Properties properties;

  PostgresSource(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new PSQLException("not an address of PostgreSQL", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
    }
    return connection;
  }
}
