package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.ResourceContent;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolHints;
import dev.claudeworker.spi.tool.ToolSet;
import dev.claudeworker.spi.tool.WorkerApi;
import java.util.List;
import java.util.Map;

/** Sets that break one promise each; their tools are good. */
final class BrokenSets {

  private BrokenSets() {}

  static final class NoOrder implements ToolSet {
    private boolean turned;

    @Override
    public List<Tool> tools() {
      turned = !turned;
      var other = new EchoTool() {
        @Override
        public ToolDescriptor descriptor() {
          return ToolDescriptor.of("other", DESCRIPTION, SCHEMA, ToolHints.READS);
        }
      };
      return turned ? List.of(new EchoTool(), other) : List.of(other, new EchoTool());
    }
  }

  static final class ResourceTwice implements ToolSet {
    private record Note(String uri, String name, String description, String mimeType) implements Resource {

      @Override
      public List<ResourceContent> read(String address, Map<String, String> names, WorkerApi api) {
        return List.of();
      }
    }

    @Override
    public List<Tool> tools() {
      return List.of(new EchoTool());
    }

    @Override
    public List<Resource> resources() {
      var note = new Note("note://1", "note", "A note for a test.", "text/plain");
      return List.of(note, note);
    }
  }

  static final class NamelessPrompt implements ToolSet {
    private record Greeting(String name, String description) implements Prompt {

      @Override
      public List<Argument> arguments() {
        return List.of();
      }

      @Override
      public List<Message> messages(Map<String, String> arguments) {
        return List.of();
      }
    }

    @Override
    public List<Tool> tools() {
      return List.of(new EchoTool());
    }

    @Override
    public List<Prompt> prompts() {
      return List.of(new Greeting("", "Says hello."));
    }
  }

  static final class ClosesOnce implements ToolSet {
    private boolean closed;

    @Override
    public List<Tool> tools() {
      return List.of(new EchoTool());
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
    }
  }
}
