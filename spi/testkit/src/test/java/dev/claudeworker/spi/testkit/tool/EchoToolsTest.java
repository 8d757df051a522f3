package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;

/** A good set of tools keeps the contract. */
class EchoToolsTest extends ToolContract {

  @Override
  protected ToolSet newSet() {
    return () -> List.of(new EchoTool());
  }
}
