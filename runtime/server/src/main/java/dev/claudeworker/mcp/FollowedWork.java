package dev.claudeworker.mcp;

import dev.claudeworker.security.Signer;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Reply;
import dev.claudeworker.spi.tool.ToolResult;
import dev.claudeworker.spi.tool.WorkState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Work by its handle, with the rights of whoever asks. Safe for use from any thread. */
final class FollowedWork {

  private final ToolCatalog catalog;
  private final ToolRunner runner;
  private final Signer signer;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  FollowedWork(
      ToolCatalog catalog, ToolRunner runner, Signer signer, InstantSource clock, Supplier<UUID> ids) {
    this.ids = ids;
    this.catalog = catalog;
    this.runner = runner;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Work as it stands.
   *
   * @param id its handle as clients have it
   * @param handle the same, read
   * @param state how it stands, never gone
   */
  record Found(String id, WorkHandle handle, WorkState state) {}

  /** Makes a handle to work that goes on. */
  Found begun(OfferedTool tool, String work, ToolClient client) throws InterruptedException {
    var handle = new WorkHandle(tool.descriptor().name(), work, now());
    return look(handle.sign(signer), handle, client);
  }

  /** No finer than a handle can say. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A call that was over at once, as if it could be followed. */
  Found over(OfferedTool tool, ToolResult result) {
    var handle = new WorkHandle(tool.descriptor().name(), "over-" + ids.get(), now());
    return new Found(handle.sign(signer), handle, new WorkState.Ended(result, Optional.empty()));
  }

  Found find(String id, ToolClient client) throws InterruptedException {
    return look(id, read(id), client);
  }

  private WorkHandle read(String id) {
    return WorkHandle.read(id, signer).orElseThrow(() -> unknown("the server never gave out this id"));
  }

  private Found look(String id, WorkHandle handle, ToolClient client) throws InterruptedException {
    OfferedTool tool = tool(handle);
    WorkState state;
    try {
      state = longWork(tool).look(handle.work(), client.api());
    } catch (WorkerException failed) {
      throw told(failed);
    }
    return switch (state) {
      case WorkState.Gone _ -> throw unknown("its work was removed, or you may not see it");
      case WorkState.Ended(ToolResult result, var since) ->
          new Found(id, handle, new WorkState.Ended(fitting(tool, result), since));
      default -> new Found(id, handle, state);
    };
  }

  private ToolResult fitting(OfferedTool tool, ToolResult result) {
    return result.isError() ? result : runner.fitting(tool, result);
  }

  void cancel(Found found, ToolClient client) throws InterruptedException {
    try {
      work(found).cancel(found.handle().work(), client.api());
    } catch (WorkerException failed) {
      throw told(failed);
    }
    runner.audit(found.handle().tool(), client, "its work was cancelled");
  }

  void answer(Found found, Map<String, Reply> replies, ToolClient client) throws InterruptedException {
    try {
      work(found).answer(found.handle().work(), replies, client.api());
    } catch (WorkerException failed) {
      throw told(failed);
    }
    runner.audit(found.handle().tool(), client, "its work was answered");
  }

  private LongWork work(Found found) {
    return longWork(tool(found.handle()));
  }

  private OfferedTool tool(WorkHandle handle) {
    return catalog.tool(handle.tool()).orElseThrow(() -> unknown("its tool is not offered any more"));
  }

  private static LongWork longWork(OfferedTool tool) {
    return tool.tool().longWork().orElseThrow(() -> unknown("its tool cannot be followed any more"));
  }

  private static RpcException unknown(String why) {
    return RpcException.invalidParams("Task not found: " + why + ".");
  }

  private static RpcException told(WorkerException failed) {
    return RpcException.broken(failed.getMessage() + " " + failed.suggestion());
  }
}
