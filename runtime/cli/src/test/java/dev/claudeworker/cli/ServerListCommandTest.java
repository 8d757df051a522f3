package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerListCommandTest {

  private static final String LIST = """
      {'servers': [
        {'server_id': 'a', 'name': 'alpha', 'state': 'alive', 'self': true, 'address': 'http://alpha:8000',
         'version': '1.2.3', 'slots': 4, 'running': 2, 'free': 2, 'labels': {'zone': 'eu', 'gpu': 'yes'},
         'executors': ['shell'], 'seen_at': '2026-01-02T03:04:05Z'},
        {'server_id': 'b', 'name': 'be\\u001bta', 'state': 'dead', 'self': false, 'address': null,
         'version': '1.2.2', 'slots': 8, 'running': 0, 'free': 0, 'labels': {}, 'executors': [],
         'seen_at': '2026-01-02T03:04:05Z'}]}""";

  @TempDir
  Path directory;

  private StubServer server;
  private CommandLineFixture shell;

  @BeforeEach
  void start() {
    server = new StubServer().on("GET /api/v1/servers", LIST);
    shell = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theListIsSeparatedByTabsForPrograms() {
    assertThat(shell.run("server", "list").lines()).hasSize(2)
        .first()
        .isEqualTo("alpha\talive\t2\t4\t1.2.3\tgpu=yes,zone=eu\thttp://alpha:8000");
  }

  @Test
  void theListTellsPeopleWhichOneThisIsAndWhenTheOthersWereSeen() {
    var lines = shell.onTerminal(120).run("server", "list").lines();

    assertThat(lines.getFirst())
        .isEqualTo("alpha  alive  2 of 4 slots busy · 1.2.3 · this one · http://alpha:8000 · gpu=yes,zone=eu");
    assertThat(lines.get(1)).contains("dead", "0 of 8 slots busy", "last seen").doesNotContain("\u001b");
  }

  @Test
  void theListIsOneDocumentIfAsked() {
    assertThat(shell.run("server", "list", "--json").out()).contains("\"servers\":[{\"server_id\":\"a\"");
  }
}
