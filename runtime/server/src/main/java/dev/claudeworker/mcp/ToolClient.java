package dev.claudeworker.mcp;

import dev.claudeworker.spi.tool.WorkerApi;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who calls tools, and how to reach the server on its behalf.
 *
 * @param caller name of the operating-system user, {@code token}, or {@code task-7}
 * @param correlationId ties the call to log lines and events
 * @param callId the same for every repetition of one call, if the client says
 * @param workingDirectory where it works, if it says
 * @param audience what it is shown
 * @param api the server, with the rights of the caller
 */
public record ToolClient(String caller, String correlationId, Optional<String> callId, Optional<Path> workingDirectory,
    ToolAudience audience, WorkerApi api) {

  /** A person or the agent of one. */
  public ToolClient(String caller, String correlationId, Optional<String> callId, Optional<Path> workingDirectory,
      WorkerApi api) {
    this(caller, correlationId, callId, workingDirectory, ToolAudience.EVERYBODY, api);
  }

  /** Whether it is shown a tool. */
  boolean sees(OfferedTool tool) {
    return audience.sees().test(tool.descriptor().name());
  }
}
