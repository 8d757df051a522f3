package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code list-orchestrations}. */
final class ListOrchestrationsCommand extends CliCommand {

  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 1_000;

  private final Session session;

  private final Supplier<List<String>> statuses = words(
      Stream.of(OrchestrationStatus.values()).map(OrchestrationStatus::word).toList(), "STATUS",
      "Only those that are pending, running, paused, completed, failed, cancelled or timed_out.", "-s", "--status");

  private final Supplier<Optional<Integer>> limit = option(
      Integer.class, new WholeNumber(1, MAX_LIMIT), "N", "At most so many (default " + DEFAULT_LIMIT + ").", "-n",
      "--limit");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ListOrchestrationsCommand(Session session) {
    super(
        "List orchestrations, newest first.",
        "",
        "On a terminal a table; otherwise one line each with tabs between id, status, ended tasks,",
        "all tasks and name.",
        "",
        "Examples:",
        "  claude-worker list-orchestrations",
        "  claude-worker list-orchestrations --status running,paused --limit 50");
    this.session = session;
  }

  @Override
  public Integer call() {
    String filter = statuses.get().isEmpty()
        ? ""
        : "&status=" + URLEncoder.encode(String.join(",", statuses.get()), StandardCharsets.UTF_8);
    JsonObject page = session.server()
        .get(ServerApi.BASE + "/orchestrations?limit=" + limit.get().orElse(DEFAULT_LIMIT) + filter);
    Output output = session.output();
    if (json.getAsBoolean()) {
      output.json(page);
      return ExitCodes.OK;
    }
    List<OrchestrationDocument> found =
        Fields.objects(page, "orchestrations").stream().map(OrchestrationDocument::new).toList();
    if (!output.isForPeople()) {
      found.forEach(each -> output.line(String.join("\t", Long.toString(each.id()), each.status(),
          Long.toString(each.ended()), Long.toString(each.count("total")), each.name())));
    } else if (found.isEmpty()) {
      output.note("No orchestrations. Hand one over with: claude-worker orchestrate workflow.yaml");
    } else {
      output.line(TextWidth.pad("ID", 6) + TextWidth.pad("STATUS", 12) + TextWidth.pad("TASKS", 12)
          + TextWidth.pad("CREATED", 12) + "NAME");
      found.forEach(each -> output.line(row(each)));
    }
    return ExitCodes.OK;
  }

  private String row(OrchestrationDocument each) {
    Style style = session.output().style();
    String created = each.createdAt().map(at -> Times.age(at, session.now())).orElse("");
    return TextWidth.pad(Long.toString(each.id()), 6)
        + style.status(each.status(), TextWidth.pad(each.status(), 12))
        + TextWidth.pad(each.ended() + "/" + each.count("total"), 12)
        + TextWidth.pad(created, 12)
        + each.name();
  }
}
