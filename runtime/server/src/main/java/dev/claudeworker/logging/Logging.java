package dev.claudeworker.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.claudeworker.home.OwnerOnly;
import dev.claudeworker.json.JacksonJsonCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sets up the server's logging. */
public final class Logging {

  /** Libraries that tell at info, and even more at debug, what only their authors want to know. */
  private static final List<String> QUIET_LOGGERS =
      List.of("io.netty", "io.vertx", "org.pf4j", "org.flywaydb", "com.zaxxer.hikari", "org.apache.ibatis");

  private final LoggerContext context;
  private final LogSettings settings;
  private final LogTrouble trouble;

  private Logging(LoggerContext context, LogSettings settings, LogTrouble trouble) {
    this.context = context;
    this.settings = settings;
    this.trouble = trouble;
  }

  /**
   * Begins to log. A log that cannot be written is said once and hinders nobody.
   *
   * @param settings where and how much
   * @param err where it is said
   * @param console the least that standard output is told; all goes to the file
   */
  public static void start(LogSettings settings, PrintStream err, Level console) {
    start((LoggerContext) LoggerFactory.getILoggerFactory(), settings, err, console);
  }

  static void start(LoggerContext context, LogSettings settings, PrintStream err, Level console) {
    context.reset();
    new Logging(context, settings, new LogTrouble(settings.file(), err)).start(console);
  }

  /** Writes out what is still to be written. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private void start(Level console) {
    context.getStatusManager().add(trouble);
    Level level = Level.toLevel(settings.level());
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(console(console));
    root.addAppender(file());
    if (level != Level.TRACE) {
      QUIET_LOGGERS.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }
  }

  private Encoder<ILoggingEvent> encoder() {
    Layout<ILoggingEvent> layout =
        settings.format() == LogFormat.JSON ? new JsonLayout(new JacksonJsonCodec()) : new LineLayout();
    layout.setContext(context);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private Appender<ILoggingEvent> console(Level least) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    var filter = new ThresholdFilter();
    filter.setLevel(least.levelStr);
    filter.start();
    appender.addFilter(filter);
    appender.setEncoder(encoder());
    appender.start();
    return appender;
  }

  private Appender<ILoggingEvent> file() {
    try {
      OwnerOnly.newDirectory(settings.directory());
    } catch (IOException failed) {
      trouble.say(String.valueOf(failed));
    }
    var appender = new OwnersFile();
    appender.setContext(context);
    appender.setFile(settings.file().toString());
    appender.setEncoder(encoder());
    appender.setRollingPolicy(rolling(appender));
    appender.start();
    return appender;
  }

  /** Made for its owner alone, also after each roll-over: the folder may be one that others can read. */
  private static final class OwnersFile extends RollingFileAppender<ILoggingEvent> {

    @Override
    public void openFile(String name) throws IOException {
      if (!Files.exists(Path.of(name))) {
        OwnerOnly.newFile(Path.of(name)).close();
      }
      super.openFile(name);
    }
  }

  private SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling(RollingFileAppender<ILoggingEvent> appender) {
    var rolling = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setMaxFileSize(new FileSize(settings.maxSizeBytes()));
    rolling.setFileNamePattern(
        settings.directory().toString().replace("%", "\\%") + "/claude-worker.%d{yyyy-MM-dd}.%i.log");
    rolling.setMaxHistory(settings.keepDays());
    rolling.setTotalSizeCap(new FileSize(settings.maxSizeBytes() * settings.maxFiles()));
    rolling.setCleanHistoryOnStart(settings.keepDays() > 0);
    rolling.start();
    return rolling;
  }
}
