package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.Dialog;
import dev.claudeworker.spi.tool.Prompt;
import java.util.List;
import java.util.Map;

/** A plugin's prompt behind its guard. What describes it is asked once. */
record GuardedPrompt(String name, String description, List<Argument> arguments, Prompt prompt, PluginGuard guard)
    implements Prompt {

  static GuardedPrompt of(Prompt prompt, PluginGuard guard) {
    return new GuardedPrompt(prompt.name(), prompt.description(), prompt.arguments(), prompt, guard);
  }

  @Override
  public List<Message> messages(Map<String, String> values) {
    return guard.call("to write its prompt " + name, () -> prompt.messages(values));
  }

  @Override
  public List<Message> messages(Map<String, String> values, Dialog dialog) {
    return guard.call("to write its prompt " + name, () -> prompt.messages(values, dialog));
  }

  @Override
  public List<String> complete(String argument, String begin) {
    return guard.call("to complete " + argument, () -> prompt.complete(argument, begin));
  }
}
