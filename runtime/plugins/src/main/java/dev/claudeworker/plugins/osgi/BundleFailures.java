package dev.claudeworker.plugins.osgi;

import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginFailures;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.spi.WorkerException;
import org.osgi.framework.BundleException;

/** Says why a bundle does not start, which OSGi hides behind its own exception. */
final class BundleFailures {

  private BundleFailures() {}

  static WorkerException ofStart(PluginJar jar, BundleException failed) {
    if (failed.getType() == BundleException.RESOLVE_ERROR) {
      return new WorkerException(
          PluginErrors.MISSING_DEPENDENCY,
          "the bundle " + jar.name() + " (" + jar.file() + ") needs what no bundle here exports: "
              + failed.getMessage(),
          "Put the bundle that exports it, in a version that fits, into the plugins folder; it is tried again when it is"
              + " there. Of the server, bundles see the SPI and slf4j.",
          failed);
    }
    return PluginFailures.of(jar.name(), "to start", rootOf(failed));
  }

  static Throwable rootOf(Exception failed) {
    return failed instanceof BundleException && failed.getCause() != null ? failed.getCause() : failed;
  }
}
