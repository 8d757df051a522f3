package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;

/** A plugin's tools, resources and prompts behind its guard. */
record GuardedToolSet(ToolSet set, PluginGuard guard) implements ToolSet {

  @Override
  public List<Tool> tools() {
    return guard.call("for its tools",
        () -> set.tools().stream().<Tool>map(tool -> GuardedTool.of(tool, guard)).toList());
  }

  @Override
  public List<Resource> resources() {
    return guard.call("for its resources",
        () -> set.resources().stream().<Resource>map(resource -> GuardedResource.of(resource, guard)).toList());
  }

  @Override
  public List<Prompt> prompts() {
    return guard.call("for its prompts",
        () -> set.prompts().stream().<Prompt>map(prompt -> GuardedPrompt.of(prompt, guard)).toList());
  }

  @Override
  public List<String> problems() {
    return guard.call("what is wrong with its tools", set::problems);
  }

  @Override
  public void onChange(Runnable changed) {
    guard.run("to say when its tools change", () -> set.onChange(changed));
  }

  @Override
  public void close() {
    guard.run("to close its tool set", set::close);
  }
}
