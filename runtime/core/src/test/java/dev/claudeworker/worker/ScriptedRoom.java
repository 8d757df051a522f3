package dev.claudeworker.worker;

import dev.claudeworker.process.ProcessCapabilities;
import dev.claudeworker.process.ProcessRequest;
import dev.claudeworker.process.ProcessRoom;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A process room that gives out scripted children. */
final class ScriptedRoom implements ProcessRoom {

  /** What one request is answered with. */
  interface Answer {
    ChildProcess open(ProcessRequest request) throws ProcessStartException;
  }

  private final List<ProcessRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Answer answer = request -> {
    throw new ProcessStartException(ProcessStartException.Reason.OTHER, "this test starts no children");
  };

  ScriptedRoom answering(Answer wanted) {
    answer = wanted;
    return this;
  }

  List<ProcessRequest> requests() {
    return requests;
  }

  @Override
  public ChildProcess open(ProcessRequest request) throws ProcessStartException {
    requests.add(request);
    return answer.open(request);
  }

  @Override
  public ProcessCapabilities capabilities() {
    return new ProcessCapabilities(List.of("setsid"), true, List.of());
  }

  @Override
  public void close() {}
}
