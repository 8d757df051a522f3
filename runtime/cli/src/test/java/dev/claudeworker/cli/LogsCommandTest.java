package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.cli.CommandLineFixture.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

  private static final String TASK = "GET /api/v1/tasks/7";
  private static final String LOGS = "GET /api/v1/tasks/7/logs?attempt=";
  private static final String NOTHING_MORE = "{'lines':[],'offset':%d}";

  @TempDir
  Path directory;

  private final StubServer server = new StubServer();
  private CommandLineFixture commandLine;

  @BeforeEach
  void taskHasALog() {
    commandLine = new CommandLineFixture(directory).with(server);
    server.on(TASK, "{'id':7,'status':'completed','attempts':1}")
        .on(LOGS + "1&level=summary&offset=0", page("one", 10))
        .on(LOGS + "1&level=summary&offset=10", page("two", 20))
        .on(LOGS + "1&level=summary&offset=20", NOTHING_MORE.formatted(20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allPagesOfTheLastAttemptAreShown() {
    Ran ran = commandLine.run("logs", "7");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).extracting(line -> line.replaceFirst("^\\d\\d:\\d\\d:05 ", ""))
        .containsExactly("one", "two");
  }

  @Test
  void tailShowsTheEnd() {
    assertThat(commandLine.run("logs", "7", "--tail", "1").out()).contains("two").doesNotContain("one");
    assertThat(commandLine.run("logs", "7", "--tail", "0").out()).isEmpty();
    assertThat(commandLine.run("logs", "7", "--tail", "5").lines()).hasSize(2);
  }

  @Test
  void jsonIsALinePerLine() {
    assertThat(commandLine.run("logs", "7", "--json").lines().getFirst())
        .isEqualTo("{\"at\":\"2026-03-04T10:00:05Z\",\"level\":\"summary\",\"text\":\"one\"}");
  }

  @Test
  void detailedAndAttemptAreHandedOn() {
    server.on(LOGS + "3&level=detailed&offset=0", page("third", 5))
        .on(LOGS + "3&level=detailed&offset=5", NOTHING_MORE.formatted(5))
        .on(TASK, "{'id':7,'status':'completed','attempts':4}");

    assertThat(commandLine.run("logs", "7", "--detailed", "--attempt", "3").out()).contains("third");
  }

  @Test
  void taskThatHasNotStartedSaysWhy() {
    server.on(TASK, "{'id':7,'status':'pending','attempts':0,'wait_reason':{'code':'slot'}}");

    Ran ran = commandLine.run("logs", "7");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains("has not started yet: no free worker slot");
  }

  @Test
  void followGoesOnOverAttemptsUntilTheTaskHasEnded() {
    server.on(TASK, "{'id':7,'status':'running','attempts':1}")
        .on(LOGS + "1&level=summary&offset=0&follow=true",
            event("log", "", 1, "one") + ": keep-alive\n\n" + event("log", "1:9", 1, "two")
                + event("log", "2:5", 2, "again")
                + "event: end\ndata: {'status':'completed'}\n\n");

    Ran ran = commandLine.run("logs", "7", "--follow");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lines()).extracting(line -> line.substring(9)).containsExactly("one", "two", "again");
    assertThat(ran.err()).contains("--- attempt 2 ---");
  }

  @Test
  void followTakesABrokenStreamUpWhereItEnded() {
    server.on(TASK, "{'id':7,'status':'running','attempts':1}")
        .on(LOGS + "1&level=summary&offset=0&follow=true", event("log", "1:9", 1, "one"))
        .on(LOGS + "1&level=summary&offset=9&follow=true",
            event("log", "1:12", 1, "two") + "event: end\ndata: {'status':'completed'}\n\n");

    assertThat(commandLine.run("logs", "7", "--follow").lines())
        .extracting(line -> line.substring(9))
        .containsExactly("one", "two");
  }

  @Test
  void followOfOneAttemptEndsWithIt() {
    server.on(LOGS + "1&level=summary&offset=0&follow=true",
        event("log", "1:9", 1, "one") + event("log", "2:5", 2, "again"));

    Ran ran = commandLine.run("logs", "7", "--follow", "--attempt", "1");

    assertThat(ran.out()).contains("one").doesNotContain("again");
  }

  @Test
  void followWithTailShowsTheEndAndWhatIsAdded() {
    server.on(LOGS + "1&level=summary&offset=20&follow=true",
        event("log", "1:30", 1, "late") + "event: end\ndata: {'status':'completed'}\n\n");

    assertThat(commandLine.run("logs", "7", "--follow", "--tail", "1").lines())
        .extracting(line -> line.substring(9))
        .containsExactly("two", "late");
  }

  @Test
  void rawCopiesBytes() {
    server.on(LOGS + "1&raw=stdout&offset=0", "first ")
        .on(LOGS + "1&raw=stdout&offset=6", "second")
        .on(LOGS + "1&raw=stdout&offset=12", "");

    assertThat(commandLine.run("logs", "7", "--raw").out()).isEqualTo("first second");
  }

  @Test
  void controlCharactersAreMadeVisible() {
    server.on(LOGS + "1&level=summary&offset=0", page("\\u001b[2Jgone", 10))
        .on(LOGS + "1&level=summary&offset=10", NOTHING_MORE.formatted(10));

    assertThat(commandLine.run("logs", "7").out()).doesNotContain("\033").contains("gone");
  }

  private static String event(String type, String id, int attempt, String text) {
    return "event: %s\n%sdata: {'attempt':%d,'at':'2026-03-04T10:00:05Z','text':'%s'}\n\n"
        .formatted(type, id.isEmpty() ? "" : "id: " + id + "\n", attempt, text);
  }

  private static String page(String text, int offset) {
    return "{'lines':[{'at':'2026-03-04T10:00:05Z','level':'summary','text':'%s'}],'offset':%d}".formatted(text,
        offset);
  }
}
