package dev.claudeworker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs in the container, as processes: no daemon is needed for it. */
class ContainerIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path CONTAINER = Installation.launcher().resolveSibling("../container").normalize();

  @TempDir
  private Path scratch;
  private Path data = Path.of(".");
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void likeTheImage() {
    data = scratch.resolve("data");
    environment.putAll(Map.of(
        "PATH", Installation.launcher().getParent() + ":" + System.getenv("PATH"), "LANG", "C.UTF-8",
        "CLAUDE_WORKER_INSTALLATION", Installation.launcher().getParent().getParent().toString(),
        "CLAUDE_WORKER_DATA", data.toString(), "CLAUDE_WORKER_HOST", "127.0.0.1", "CLAUDE_WORKER_PORT", "0",
        "CLAUDE_WORKER_AOT_CACHE", "off", "CLAUDE_WORKER_ENABLE_SOUNDS", "false",
        "CLAUDE_WORKER_JAVA", System.getProperty("java.home")));
  }

  @AfterEach
  void endEverything() {
    Processes.withEnvironment("CLAUDE_WORKER_DATA=" + data).forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void itServesFromTheVolumeSaysWhereTheTokenIsAndEndsOnASignal() throws IOException {
    RunningCommand server = entrypoint();
    Path token = data.resolve("worker/token");
    await().atMost(LIMIT).until(() -> entrypoint("server", "health").await(LIMIT).exitCode() == 0);

    assertThat(Files.readString(server.stderr())).contains(token.toString(), "claude-worker token show")
        .contains("Claude Code has no login here", "ANTHROPIC_API_KEY")
        .contains("as if the machine had been switched off")
        .doesNotContain(Files.readString(token).strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token))).isEqualTo("rw-------");
    assertThat(entrypoint("token", "show").await(LIMIT).succeeded().stdout()).isEqualTo(Files.readString(token));
    assertThat(entrypoint("run", "--watch", "--executor", "shell", "echo from the container").await(LIMIT).stdout())
        .contains("from the container");

    server.process().destroy();
    server.await(LIMIT).succeeded();
  }

  @Test
  void aVolumeThatCannotBeWrittenIsNamedWithTheWayOut() throws IOException {
    Files.writeString(data, "a file, where no folder can be made");

    assertThat(entrypoint().await(LIMIT).failedWith(1).stderr()).contains(data + " cannot be written by user")
        .contains("--volume claude-worker:" + data);
  }

  @Test
  void imageAndComposeFileFitTheDistribution() throws IOException {
    String image = Files.readString(CONTAINER.resolve("Containerfile"));
    String compose = Files.readString(CONTAINER.resolve("compose.yaml"));

    assertThat(image).contains("COPY . /opt/claude-worker", "/opt/claude-worker/container/entrypoint\"]", "USER worker",
        "HEALTHCHECK", "CMD [\"claude-worker\", \"server\", \"health\"]", "VOLUME /data", "CLAUDE_WORKER_HOST=0.0.0.0");
    assertThat(compose).contains("context: ..", "dockerfile: container/Containerfile", "\"127.0.0.1:8000:8000\"",
        "data:/data");
    assertThat(image + compose).as("no secret may end up in an image")
        .doesNotContainPattern("(?m)^(ENV|ARG).*(KEY|TOKEN)")
        .doesNotContain("ACCESS_TOKEN:");
    assertThat(version("CLAUDE_CODE_VERSION=(\\S+)", image)).as("the version that all tests drive")
        .isEqualTo(version("claude_code_version=(\\S+)", Files.readString(root().resolve("check"))));
  }

  private static Path root() {
    return Path.of(System.getProperty("examples.directory")).resolve("../..").normalize();
  }

  private static String version(String pattern, String text) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private RunningCommand entrypoint(String... arguments) {
    var command = new java.util.ArrayList<>(List.of("/bin/sh", CONTAINER.resolve("entrypoint").toString()));
    command.addAll(List.of(arguments));
    return RunningCommand.start(command, "", scratch, environment, scratch);
  }
}
