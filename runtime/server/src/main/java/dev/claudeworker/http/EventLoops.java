package dev.claudeworker.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;

/** Makes a small Vert.x: two event loops that only move bytes, no file cache, no resolver of its own, no work while idle. */
public final class EventLoops {

  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 1;
  private static final long BLOCKED_CHECK_SECONDS = 10;

  private EventLoops() {}

  /**
   * Starts Vert.x.
   *
   * @return it; close it
   */
  public static Vertx start() {
    // Only addresses to listen on are ever resolved, and the JDK does that; Netty's own resolver costs start-up time.
    System.setProperty("vertx.disableDnsResolver", "true");
    return Vertx.vertx(new VertxOptions()
        .setEventLoopPoolSize(EVENT_LOOPS)
        .setWorkerPoolSize(WORKERS)
        .setInternalBlockingPoolSize(WORKERS)
        .setBlockedThreadCheckInterval(BLOCKED_CHECK_SECONDS)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS)
        .setUseDaemonThread(true)
        .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
        .setAddressResolverOptions(new AddressResolverOptions().setHostsRefreshPeriod(0)));
  }
}
