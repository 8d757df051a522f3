package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.client.ExitCodes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifiersCommandTest {

  private static final String LIST = """
      {'notifiers': [
        {'name': 'desktop', 'state': 'unused', 'reason': 'plugins.notify-desktop.enabled is false', 'hanging': false},
        {'name': 'sound', 'state': 'active', 'reason': null, 'hanging': false, 'told': 3, 'failed': 1, 'dropped': 0,
         'waiting': 2, 'last_error': 'No player.'},
        {'name': 'webhook', 'state': 'active', 'hanging': true, 'told': 0}]}""";
  private static final String DELIVERED =
      "{'name': 'sound', 'delivered': true, 'details': 'played success.wav', 'error': null}";
  private static final String REFUSED = """
      {'name': 'webhook', 'delivered': false, 'details': 'It was refused.',
       'error': {'code': 'x', 'message': 'It was refused.', 'suggestion': 'Ask again.'}}""";

  @TempDir
  Path directory;

  private StubServer server;
  private CommandLineFixture shell;

  @BeforeEach
  void start() {
    server = new StubServer().on("GET /api/v1/notifiers", LIST);
    shell = new CommandLineFixture(directory).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theListIsSeparatedByTabsForPrograms() {
    assertThat(shell.run("notifiers", "list").lines()).containsExactly(
        "desktop\tunused\tplugins.notify-desktop.enabled is false",
        "sound\tactive\t3 told, 1 failed, 2 waiting - No player.",
        "webhook\thanging\t0 told");
  }

  @Test
  void theListIsATableForPeople() {
    assertThat(shell.onTerminal(80).run("notifiers", "list").lines()).contains(
        "desktop  unused   plugins.notify-desktop.enabled is false");
  }

  @Test
  void theListIsOneDocumentIfAsked() {
    assertThat(shell.run("notifiers", "list", "--json").out()).contains("\"notifiers\":[{\"name\":\"desktop\"");
  }

  @Test
  void aTestSaysWhatBecameOfIt() {
    server.on("POST /api/v1/notifiers/sound/test", DELIVERED);

    var ran = shell.run("notifiers", "test", "sound");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(ran.lines()).containsExactly("sound: delivered - played success.wav");
  }

  @Test
  void withoutANameAllThatAreUsedAreTestedAndOneFailureFails() {
    server.on("POST /api/v1/notifiers/sound/test", DELIVERED).on("POST /api/v1/notifiers/webhook/test", REFUSED);

    var ran = shell.run("notifiers", "test");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.lines()).containsExactly(
        "sound: delivered - played success.wav", "webhook: not delivered - It was refused.", "  Ask again.");
  }

  @Test
  void aTestWithoutAnyNotifierSaysWhatToDo() {
    server.on("GET /api/v1/notifiers", "{'notifiers': []}");

    var ran = shell.run("notifiers", "test");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(ran.err()).contains("no notifier is used", "notifiers list");
  }

  @Test
  void anUnknownNotifierIsNotFound() {
    server.fail("POST /api/v1/notifiers/no%2Fbody/test", 404,
        "{'code': 'notifier_not_found', 'detail': 'No plugin provides it.', 'suggestion': 'List them.'}");

    var ran = shell.run("notifiers", "test", "no/body");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
    assertThat(ran.err()).contains("No plugin provides it.", "List them.");
  }
}
