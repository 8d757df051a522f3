package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.spi.executor.ChildExit;
import java.util.List;

/**
 * All that is known when a run is over.
 *
 * @param facts what it printed
 * @param exit how its process ended
 * @param stderr the end of its error output
 * @param missingMcpServers required MCP servers that were not connected, with their status; the run was ended because of
 *     them
 */
public record RunEnd(RunFacts facts, ChildExit exit, String stderr, List<String> missingMcpServers) {}
