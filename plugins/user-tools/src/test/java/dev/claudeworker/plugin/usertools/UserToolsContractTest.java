package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.testkit.tool.ToolContract;
import dev.claudeworker.spi.tool.ToolSet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UserToolsContractTest extends ToolContract {

  @TempDir
  private Path home;

  @Override
  protected ToolSet newSet() throws Exception {
    Files.createDirectories(home.resolve("tools"));
    Files.writeString(home.resolve("tools/a.yaml"),
        "{name: a, description: Says one thing for a test., command: [echo, one]}");
    return new ToolFolderRig(home).set();
  }
}
