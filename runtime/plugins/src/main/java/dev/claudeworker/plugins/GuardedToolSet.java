package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;

/** A plugin's tools, resources and prompts behind its guard. */
record GuardedToolSet(ToolSet set, PluginGuard guard) implements ToolSet {

  @Override
  public List<Tool> tools() {
    return guard.call("for its tools", () -> set.tools().stream().<Tool>map(this::guarded).toList());
  }

  private GuardedTool guarded(Tool tool) {
    return new GuardedTool(tool.descriptor(), tool, guard);
  }

  @Override
  public List<Resource> resources() {
    return guard.call("for its resources", () -> set.resources().stream().<Resource>map(this::guarded).toList());
  }

  private GuardedResource guarded(Resource resource) {
    return new GuardedResource(
        resource.uri(), resource.name(), resource.description(), resource.mimeType(), resource, guard);
  }

  @Override
  public List<Prompt> prompts() {
    return guard.call("for its prompts", () -> set.prompts().stream().<Prompt>map(this::guarded).toList());
  }

  private GuardedPrompt guarded(Prompt prompt) {
    return new GuardedPrompt(prompt.name(), prompt.description(), prompt.arguments(), prompt, guard);
  }

  @Override
  public void onChange(Runnable changed) {
    guard.run("to say when its tools change", () -> set.onChange(changed));
  }

  @Override
  public void close() {
    guard.run("to close its tool set", set::close);
  }

  /** A tool; its call takes as long as its work does and is bounded by whoever calls it. */
  private record GuardedTool(ToolDescriptor descriptor, Tool tool, PluginGuard guard) implements Tool {

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
      return guard.interruptibly("to run its tool " + descriptor.name(), () -> tool.call(call));
    }
  }

  private record GuardedResource(
      String uri, String name, String description, String mimeType, Resource resource, PluginGuard guard)
      implements Resource {

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

  private record GuardedPrompt(
      String name, String description, List<Argument> arguments, Prompt prompt, PluginGuard guard) implements Prompt {

    @Override
    public List<Message> messages(Map<String, String> values) {
      return guard.call("to write its prompt " + name, () -> prompt.messages(values));
    }

    @Override
    public List<String> complete(String argument, String begin) {
      return guard.call("to complete " + argument, () -> prompt.complete(argument, begin));
    }
  }
}
