package dev.claudeworker.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Starts the script that runs children, and nothing else: what no program with such children can do faster. */
final class BareLoop {

  private final Path directories;
  private final Path script;
  private final int threads;

  BareLoop(Path home, int threads) throws IOException {
    this.directories = Files.createDirectory(home.resolve("bare"));
    this.threads = threads;
    try (Stream<Path> files = Files.list(home)) {
      script = files.filter(file -> file.getFileName().toString().matches("child-.*\\.sh")).findFirst().orElseThrow();
    }
  }

  double perSecond(int count) throws Exception {
    var left = new AtomicInteger(count);
    long before = System.nanoTime();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        loops.add(executor.submit(() -> {
          while (left.getAndDecrement() > 0) {
            start();
          }
          return null;
        }));
      }
      for (Future<?> loop : loops) {
        loop.get();
      }
    }
    return count * 1e9 / (System.nanoTime() - before);
  }

  private void start() throws IOException, InterruptedException {
    Path directory = Files.createDirectory(directories.resolve(UUID.randomUUID().toString()));
    var command = List.of("/usr/bin/setsid", "/bin/sh", script.toString(), directory.toString(), "/usr/bin/true");
    var builder = new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(Redirect.appendTo(directory.resolve("stdout").toFile()))
        .redirectError(Redirect.appendTo(directory.resolve("stderr").toFile()));
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("the bare loop failed in " + directory);
    }
  }
}
