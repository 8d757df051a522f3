package dev.claudeworker.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the stub by hand:
 * {@code [--port N] [--default-text TEXT] [--max-concurrent N] [--log FILE] [--dump DIRECTORY]}.
 * Prints {@code PORT=n} and serves until it is ended.
 */
public final class StubMain {

  private StubMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    StubSettings settings = settings(arguments);
    try (StubMessagesApi stub = StubMessagesApi.start(settings)) {
      System.out.println("PORT=" + stub.port());
      Thread.currentThread().join();
    }
  }

  private static StubSettings settings(String[] arguments) throws IOException {
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException("every option takes a value");
    }
    StubSettings settings = StubSettings.defaults();
    for (int i = 0; i < arguments.length; i += 2) {
      String value = arguments[i + 1];
      settings = switch (arguments[i]) {
        case "--port" -> settings.withPort(Integer.parseInt(value));
        case "--default-text" -> settings.withDefaultText(value);
        case "--max-concurrent" -> settings.withMaxConcurrent(Integer.parseInt(value));
        case "--log" -> settings.withLog(Path.of(value));
        case "--dump" -> settings.withDump(Files.createDirectories(Path.of(value)));
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      };
    }
    return settings;
  }
}
