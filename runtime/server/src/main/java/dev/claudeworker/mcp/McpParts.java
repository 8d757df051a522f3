package dev.claudeworker.mcp;

import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.JsonCodec;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The protocol over a catalog of tools, wired.
 *
 * @param runner runs tools
 * @param methods answers requests
 * @param sessions clients with a handshake
 */
public record McpParts(ToolRunner runner, McpMethods methods, McpSessions sessions) {

  /** Wires it. */
  public static McpParts of(ToolCatalog catalog, ToolSettings settings, Signer signer, JsonCodec json,
      InstantSource clock, Supplier<UUID> ids, String version) {
    var runner = new ToolRunner(settings, json, clock);
    var sessions = new McpSessions(settings, clock, ids);
    var work = new FollowedWork(catalog, runner, signer, clock, ids);
    var tasks = new McpTasks(work, settings.work(), runner, json);
    var calls = new McpCalls(catalog, runner, new Rounds(signer, settings.work().answerWithin(), clock, json), tasks);
    return new McpParts(
        runner, new McpMethods(catalog, sessions, calls, tasks, settings.work(), version), sessions);
  }
}
