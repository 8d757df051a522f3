package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Optional;

/** Finds resources by their address and reads them. */
final class ResourceReader {

  private final ToolCatalog catalog;

  ResourceReader(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  List<JsonObject> list(boolean templates) {
    return catalog.resources()
        .stream()
        .filter(resource -> resource.isTemplate() == templates)
        .map(McpDocuments::resource)
        .toList();
  }

  JsonObject read(String uri, WorkerApi api, boolean stateless) throws InterruptedException {
    for (Resource resource : catalog.resources()) {
      Optional<AddressForm.Match> match = new AddressForm(resource.uri()).match(uri);
      if (match.isPresent()) {
        List<ResourceContent> content = resource.read(uri, match.get().names(), api);
        if (!content.isEmpty()) {
          return new ObjectBuilder().put("contents", content.stream().map(McpDocuments::content).toList()).build();
        }
      }
    }
    throw RpcException.resourceNotFound(uri, stateless);
  }
}
