package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;

/** A plugin's resource behind its guard. What describes it is asked once. */
record GuardedResource(
    String uri, String name, String description, String mimeType, boolean isTemplate, Resource resource,
    PluginGuard guard)
    implements Resource {

  static GuardedResource of(Resource resource, PluginGuard guard) {
    return new GuardedResource(resource.uri(), resource.name(), resource.description(), resource.mimeType(),
        resource.isTemplate(), resource, guard);
  }

  @Override
  public List<ResourceContent> read(String asked, Map<String, String> names, WorkerApi api)
      throws InterruptedException {
    return guard.interruptibly("to read its resource " + uri, () -> resource.read(asked, names, api));
  }

  @Override
  public List<String> complete(String part, String begin) {
    return guard.call("to complete " + part, () -> resource.complete(part, begin));
  }
}
