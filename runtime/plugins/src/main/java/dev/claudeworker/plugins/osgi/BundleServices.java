package dev.claudeworker.plugins.osgi;

import dev.claudeworker.spi.WorkerPlugin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** The services that bundles registered under the SPI's entry point. */
final class BundleServices {

  private final LongConsumer changed;

  /** Creates it with who is told the id of a bundle whose services changed. */
  BundleServices(LongConsumer changed) {
    this.changed = changed;
  }

  /** Begins to listen; ends with the framework. */
  void listen(BundleContext framework) {
    framework.addServiceListener(event -> {
      if (event.getType() != ServiceEvent.MODIFIED && isEntryPoint(event.getServiceReference())) {
        Optional.ofNullable(event.getServiceReference().getBundle())
            .ifPresent(bundle -> changed.accept(bundle.getBundleId()));
      }
    });
  }

  static List<WorkerPlugin> of(Bundle bundle, BundleContext framework) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    List<WorkerPlugin> found = new ArrayList<>();
    for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
      if (isEntryPoint(reference) && framework.getService(reference) instanceof WorkerPlugin entryPoint) {
        found.add(entryPoint);
      }
    }
    return found;
  }

  private static boolean isEntryPoint(ServiceReference<?> reference) {
    return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
        && Arrays.asList(types).contains(WorkerPlugin.class.getName());
  }
}
