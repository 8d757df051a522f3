package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.storage.sql.table.RowReaders;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.JdbcType;

/** MyBatis, set up in code: no XML, no search on a class path, so it works behind any class loader. */
final class Sessions {

  private final SqlSessionFactory factory;

  Sessions(DataSource readers, SqlDialect dialect, JsonCodec json) {
    Configuration configuration =
        new Configuration(new Environment("storage", new JdbcTransactionFactory(), readers));
    configuration.setVariables(dialect.words());
    configuration.setCacheEnabled(false);
    // Two reads in one transaction must both see the database, not a copy in memory.
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    configuration.setJdbcTypeForNull(JdbcType.NULL);
    // Its log would hold prompts as parameters.
    configuration.setLogImpl(NoLoggingImpl.class);
    RowReaders.register(configuration, json);
    factory = new DefaultSqlSessionFactory(configuration);
  }

  /** A session for reading; each statement is a transaction of its own. */
  SqlSession reading() {
    return factory.openSession(ExecutorType.SIMPLE, true);
  }

  /** A session for reading over a connection; its statements are one transaction. */
  SqlSession reading(Connection connection) {
    return factory.openSession(ExecutorType.SIMPLE, connection);
  }

  /** A session that collects writes into batches. */
  SqlSession writing(Connection connection) {
    return factory.openSession(ExecutorType.BATCH, connection);
  }
}
