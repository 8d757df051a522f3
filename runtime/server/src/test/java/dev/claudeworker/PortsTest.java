package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.config.ConfigurationLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ports a server tries. */
class PortsTest {

  @TempDir
  Path home;

  @Test
  void aPortThatNobodyChoseIsTheOneOfTheLastTimeThenTheUsualThenTheNextThenAny() throws Exception {
    assertThat(ports(Map.of(), OptionalInt.of(8123))).startsWith(8123, 8000, 8001, 8002).endsWith(8020, 0);
    assertThat(ports(Map.of(), OptionalInt.empty())).startsWith(8000, 8001).endsWith(8020, 0);
  }

  @Test
  void aChosenPortIsTheOnlyOne() throws Exception {
    assertThat(ports(Map.of("server.port", "9000"), OptionalInt.of(8123))).containsExactly(9000);
  }

  @Test
  void aChosenPortMovesOnIfThatIsWanted() throws Exception {
    assertThat(ports(Map.of("server.port", "9000", "server.auto_port", "true"), OptionalInt.empty()))
        .startsWith(9000, 9001)
        .endsWith(9020, 0);
    assertThat(ports(Map.of("server.port", "65535", "server.auto_port", "true"), OptionalInt.empty()))
        .containsExactly(65535, 0);
  }

  @Test
  void movingOnCanBeForbidden() throws Exception {
    assertThat(ports(Map.of("server.auto_port", "false"), OptionalInt.empty())).containsExactly(8000);
  }

  @Test
  void anyPortIsAnyPort() throws Exception {
    assertThat(ports(Map.of("server.port", "0"), OptionalInt.of(8123))).containsExactly(8123, 0);
  }

  private List<Integer> ports(Map<String, String> flags, OptionalInt last) throws Exception {
    return ServerSettings.ports(ConfigurationLoader.load(flags, Map.of(), home, home), last);
  }
}
