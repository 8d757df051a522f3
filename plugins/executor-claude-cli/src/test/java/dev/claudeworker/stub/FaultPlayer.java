package dev.claudeworker.stub;

import dev.claudeworker.stub.Directive.ErrorMid;
import dev.claudeworker.stub.Directive.ErrorStatus;
import dev.claudeworker.stub.Directive.FaultKind;
import dev.claudeworker.stub.Directive.Garbage;
import dev.claudeworker.stub.Directive.Hang;
import dev.claudeworker.stub.Directive.HangMid;
import dev.claudeworker.stub.Directive.Reset;
import dev.claudeworker.stub.Directive.ResetMid;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a request fail the way a script asks. A client whose stream broke asks again without a
 * stream; on such a request the faults of a running stream become a cut JSON answer.
 */
final class FaultPlayer {

  private final StubConnection connection;
  private final boolean streaming;
  private final AnswerWriter writer;

  FaultPlayer(StubConnection connection, boolean streaming, AnswerWriter writer) {
    this.connection = connection;
    this.streaming = streaming;
    this.writer = writer;
  }

  void play(FaultKind fault) throws IOException, InterruptedException {
    switch (fault) {
      case ErrorStatus error ->
          connection.sendJson(
              error.status(),
              ApiError.body(error.status(), error.type(), error.message()),
              error.headers());
      case Reset _ -> connection.reset();
      case Hang _ -> connection.hang();
      case ResetMid(int pieces) -> {
        begin(pieces);
        connection.reset();
      }
      case HangMid(int pieces) -> {
        begin(pieces);
        connection.hang();
      }
      case ErrorMid error -> errorMid(error);
      case Garbage _ -> garbage();
    }
  }

  private void begin(int pieces) throws IOException, InterruptedException {
    if (streaming) {
      writer.writeBeginning(pieces);
    } else {
      connection.sendCutJson();
    }
  }

  private void errorMid(ErrorMid error) throws IOException, InterruptedException {
    Map<String, Object> body = ApiError.body(error.status(), Optional.empty(), error.message());
    if (streaming) {
      writer.writeBeginning(error.pieces()).send("error", body);
    } else {
      connection.sendJson(error.status(), body, Map.of());
    }
  }

  private void garbage() throws IOException {
    if (streaming) {
      connection.startEvents().sendGarbage();
    } else {
      connection.sendCutJson();
    }
  }
}
