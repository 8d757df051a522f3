package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.stub.StubMessagesApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the documentation shows is typed, in an empty home with the real `claude`; where it points to is there. */
class DocumentationIT {

  private static final Path ROOT = Path.of(System.getProperty("documentation.directory"));

  private static final List<String> PAGES =
      List.of("README.md", "docs/getting-started.md", "docs/guides-tasks.md", "docs/guides-configuration.md");

  /** They never end by themselves, need a person who hears or answers, or build the project. */
  private static final Set<String> FOR_A_PERSON = Set.of(
      "./claude-worker demo", "./check", "claude-worker notifiers test", "claude-worker list --watch",
      "claude-worker reset",
      "curl -sN localhost:8000/api/v1/events", "claude-worker config set security.access_token");

  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```");
  private static final Pattern GRAPH = Pattern.compile("(?ms)^```yaml\n(tasks:.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#: ]+)(?:#[^)]*)?\\)");

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void everyCommandShownToNewcomersWorks() throws IOException {
    try (var stub = StubMessagesApi.start(); var worker = WorkerHome.createWithClaude(stub)) {
      prepare(worker);
      for (String command : commands()) {
        if (command.contains("localhost:8000")) {
          worker.run("server", "start").succeeded();
        }
        judge(worker.shell(inThisPlace(command, worker)), command);
      }
    }
  }

  /** What stands in a state in which the command has nothing to do is refused with 1 and the state; nothing is bad usage. */
  private static void judge(CommandResult result, String command) {
    boolean changesATask = command.matches("claude-worker (cancel|retry|resume|priority|delete) .*");
    if (changesATask && result.exitCode() == 1) {
      assertThat(result.stderr()).as(command).matches("(?s).*(completed|cancelled|ended|running|pending).*");
    } else {
      result.succeeded();
    }
  }

  private static void prepare(WorkerHome worker) throws IOException {
    Files.writeString(worker.work().resolve("prompt.md"), "Say hello");
    Files.writeString(worker.work().resolve("tasks.jsonl"),
        "{\"execution_prompt\":\"one\"}\n{\"execution_prompt\":\"two\"}\n");
    var graph = GRAPH.matcher(page("README.md"));
    assertThat(graph.find()).as("a graph in the README").isTrue();
    Files.writeString(worker.work().resolve("workflow.yaml"), graph.group(1));
    for (String folder : List.of("backend", "frontend", "projects/shop")) {
      Files.createDirectories(worker.work().resolve(folder));
    }
    worker.shell("git init -q .").succeeded();
  }

  private static String inThisPlace(String command, WorkerHome worker) {
    String placed =
        command.replace("~/projects", "projects").replace("/home/me/projects/shop", worker.work().toString());
    return command.contains("localhost:8000") ? placed.replace(":8000", ":" + worker.serverFile().get("port")) : placed;
  }

  /** Each once, in the order of the pages. */
  private static Set<String> commands() {
    Set<String> commands = new LinkedHashSet<>();
    for (String name : PAGES) {
      SHELL.matcher(page(name)).results().flatMap(block -> block.group(1).replace("\\\n", "").lines()).forEach(line -> {
        String command = line.replaceFirst("\\s+#.*$", "").strip();
        if (!command.isEmpty() && !command.startsWith("#") && !FOR_A_PERSON.contains(command)) {
          commands.add(command);
        }
      });
    }
    assertThat(commands).hasSizeGreaterThan(40);
    return commands;
  }

  @Test
  void everyLinkLeadsSomewhereAndEveryPageIsInTheIndex() throws IOException {
    Set<String> broken = new TreeSet<>();
    Set<Path> pages = new TreeSet<>();
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    pages.add(ROOT.resolve("README.md"));
    pages.add(ROOT.resolve("CONTRIBUTING.md"));
    for (Path page : pages) {
      LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).forEach(link -> {
        if (!Files.exists(page.resolveSibling(link))) {
          broken.add(ROOT.relativize(page) + " -> " + link);
        }
      });
    }
    assertThat(broken).isEmpty();
    assertThat(pages).filteredOn(page -> page.getParent().endsWith("docs") && !page.endsWith("README.md"))
        .allSatisfy(page -> assertThat(page("docs/README.md")).contains("(" + page.getFileName() + ")"));
  }

  private static String page(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
