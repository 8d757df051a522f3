package dev.claudeworker.plugins.osgi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Felix. */
final class FelixFramework {

  private static final Logger log = LoggerFactory.getLogger(FelixFramework.class);
  private static final long STOP_WAIT_MILLIS = 10_000;
  private static final long REFRESH_WAIT_SECONDS = 10;

  private final Felix felix;

  private FelixFramework(Felix felix) {
    this.felix = felix;
  }

  /** Starts the framework with an empty cache. */
  static FelixFramework start(Path cache) throws BundleException, IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SpiPackages.header());
    // The old and the new version of a replaced bundle live side by side until the old one is done.
    settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    // A handful of bundles is resolved at once; threads of its own would outlive the framework.
    settings.put("felix.resolver.parallelism", "1");
    settings.put("felix.log.logger", new FelixLog());
    var felix = new Felix(settings);
    try {
      felix.start();
    } catch (BundleException | RuntimeException | Error failed) {
      stop(felix);
      throw failed;
    }
    return new FelixFramework(felix);
  }

  BundleContext context() {
    return felix.getBundleContext();
  }

  FrameworkWiring wiring() {
    return felix.adapt(FrameworkWiring.class);
  }

  /** Lets go of what uninstalled bundles left behind, unless a bundle that still runs uses it. */
  void dropUninstalled() {
    Collection<Bundle> left = wiring().getRemovalPendingBundles();
    boolean used = wiring().getDependencyClosure(left).stream().anyMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    if (left.isEmpty() || used) {
      return;
    }
    var done = new CountDownLatch(1);
    wiring().refreshBundles(left, event -> done.countDown());
    try {
      if (!done.await(REFRESH_WAIT_SECONDS, TimeUnit.SECONDS)) {
        log.warn("Removed bundles could not be dropped within {} s.", REFRESH_WAIT_SECONDS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Felix has threads that would keep the process alive. */
  void stop() {
    stop(felix);
  }

  private static void stop(Felix felix) {
    try {
      felix.stop();
      felix.waitForStop(STOP_WAIT_MILLIS);
    } catch (BundleException | RuntimeException failed) {
      log.warn("The bundles' framework could not be stopped cleanly.", failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
