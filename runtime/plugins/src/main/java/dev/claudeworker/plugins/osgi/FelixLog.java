package dev.claudeworker.plugins.osgi;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What Felix has to say, which would else go to standard output. */
final class FelixLog extends org.apache.felix.framework.Logger {

  private static final org.slf4j.Logger log = LoggerFactory.getLogger(FelixLog.class);

  @Override
  protected void doLog(int level, @Nullable String message, @Nullable Throwable thrown) {
    // The registry reports what concerns a plugin; this is for those who look closer.
    log.debug("{}", message, thrown);
  }
}
