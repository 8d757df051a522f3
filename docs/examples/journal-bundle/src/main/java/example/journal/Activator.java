package example.journal;

import dev.claudeworker.spi.WorkerPlugin;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers the plugin as a service; the framework takes it away when the bundle stops. */
public final class Activator implements BundleActivator {

  @Override
  public void start(BundleContext context) {
    context.registerService(WorkerPlugin.class, new JournalPlugin(), null);
  }

  @Override
  public void stop(BundleContext context) {
    // Nothing of its own to end.
  }
}
