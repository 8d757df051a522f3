package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsCallCommandTest {

  @TempDir
  Path directory;

  @Test
  void theToolLearnsWhereItIsCalledFrom() {
    try (var server = new StubServer()) {
      server.on("POST /api/v1/tools/build/call", "{'content':[{'type':'text','text':'built'}],'isError':false}");

      var ran = new CommandLineFixture(directory).with(server).run("tools", "call", "build", "--arg", "fast=true");

      assertThat(ran.out()).isEqualTo("built\n");
      assertThat(server.only("POST").body()).isEqualTo("{\"arguments\":{\"fast\":true}}");
      assertThat(server.only("POST").headers().get("Claude-worker-directory"))
          .extracting(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
          .containsExactly(directory.toString());
    }
  }
}
