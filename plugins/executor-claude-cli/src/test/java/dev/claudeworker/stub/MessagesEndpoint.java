package dev.claudeworker.stub;

import dev.claudeworker.stub.Directive.Delay;
import dev.claudeworker.stub.Directive.Fault;
import dev.claudeworker.stub.Directive.FaultKind;
import dev.claudeworker.stub.Directive.Modifier;
import dev.claudeworker.stub.Directive.Usage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code POST /v1/messages}: plays the script found in the conversation. */
final class MessagesEndpoint {

  /** Attempts are counted per step of a script of a session. */
  private record StepKey(String session, Script script, int turn) {}

  private final StubSettings settings;
  private final Pacing pacing;
  private final Map<StepKey, Integer> attempts = new ConcurrentHashMap<>();
  private final Queue<FaultKind> queuedFaults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  MessagesEndpoint(StubSettings settings, Pacing pacing) {
    this.settings = settings;
    this.pacing = pacing;
  }

  void answer(StubConnection connection, MessagesRequest request)
      throws IOException, InterruptedException {
    int now = active.incrementAndGet();
    peak.accumulateAndGet(now, Math::max);
    try {
      if (settings.maxConcurrent() > 0 && now > settings.maxConcurrent()) {
        connection.sendJson(429, ApiError.body(429), Map.of("retry-after", "1"));
      } else {
        play(connection, request);
      }
    } finally {
      active.decrementAndGet();
    }
  }

  /** Each fault in {@code directives} is met by one of the next requests, whatever its prompt. */
  void queueFaults(String directives) {
    List<Directive> found = DirectiveParser.parse(directives);
    if (found.isEmpty() || !found.stream().allMatch(Fault.class::isInstance)) {
      throw new IllegalArgumentException("only fault directives can be queued: " + directives);
    }
    found.forEach(fault -> queuedFaults.add(((Fault) fault).kind()));
  }

  int active() {
    return active.get();
  }

  int peak() {
    return peak.get();
  }

  void reset() {
    attempts.clear();
    queuedFaults.clear();
    peak.set(active.get());
  }

  private void play(StubConnection connection, MessagesRequest request)
      throws IOException, InterruptedException {
    AnswerWriter writer = new AnswerWriter(connection, request, pacing);
    FaultPlayer faults = new FaultPlayer(connection, request.streaming(), writer);
    FaultKind queued = queuedFaults.poll();
    if (queued != null) {
      faults.play(queued);
      return;
    }
    MessagesRequest.Position position = request.position();
    Optional<Script.Step> next = position.script().step(position.turn());
    if (next.isEmpty()) {
      writer.write(Answer.text(settings.defaultText()), Map.of());
      return;
    }
    Script.Step step = next.get();
    int attempt = attempts.merge(
        new StepKey(request.session(), position.script(), position.turn()), 1, Integer::sum);
    Map<String, Integer> tokens = apply(step.modifiers());
    Optional<FaultKind> fault = step.faultAt(attempt);
    if (fault.isPresent()) {
      faults.play(fault.get());
    } else {
      writer.write(
          step.reply()
              .map(reply -> Answer.of(reply, settings.defaultText()))
              .orElseGet(() -> Answer.text(settings.defaultText())),
          tokens);
    }
  }

  private Map<String, Integer> apply(List<Modifier> modifiers)
      throws IOException, InterruptedException {
    Map<String, Integer> tokens = new HashMap<>();
    for (Modifier modifier : modifiers) {
      switch (modifier) {
        case Delay delay -> pacing.pause(delay.duration());
        case Usage usage -> tokens.putAll(usage.tokens());
      }
    }
    return tokens;
  }
}
