package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.testkit.tool.ToolContract;
import dev.claudeworker.spi.tool.ToolSet;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ProductToolsContractTest extends ToolContract {

  @TempDir
  private Path home;

  @Override
  protected ToolSet newSet() {
    return new ProductToolsRig(home).make(JsonObject.EMPTY);
  }
}
