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
    server.on(TASK, "{'id':7,'status':'pending','attempts':0}", "{'id':7,'status':'pending','attempts':0}",
        "{'id':7,'status':'running','attempts':1}", "{'id':7,'status':'waiting','attempts':1}",
        "{'id':7,'status':'running','attempts':2}", "{'id':7,'status':'completed','attempts':2}")
        .on(LOGS + "1&level=summary&offset=20", NOTHING_MORE.formatted(20), page("late", 30))
        .on(LOGS + "1&level=summary&offset=30", NOTHING_MORE.formatted(30))
        .on(LOGS + "2&level=summary&offset=0", page("second try", 9))
        .on(LOGS + "2&level=summary&offset=9", NOTHING_MORE.formatted(9));

    Ran ran = commandLine.run("logs", "7", "--follow");

    assertThat(ran.lines()).extracting(line -> line.substring(9)).containsExactly("one", "two", "late", "second try");
    assertThat(ran.err()).contains("attempt 2");
  }

  @Test
  void rawCopiesBytes() {
    server.on(LOGS + "1&raw=stdout&offset=0", "raw \\u001b text");

    assertThat(commandLine.run("logs", "7", "--raw").out()).isEqualTo("raw \\u001b text");
  }

  @Test
  void controlCharactersAreMadeVisible() {
    server.on(LOGS + "1&level=summary&offset=0", page("\\u001b[2Jgone", 10))
        .on(LOGS + "1&level=summary&offset=10", NOTHING_MORE.formatted(10));

    assertThat(commandLine.run("logs", "7").out()).doesNotContain("\033").contains("gone");
  }

  private static String page(String text, int offset) {
    return "{'lines':[{'at':'2026-03-04T10:00:05Z','level':'summary','text':'%s'}],'offset':%d}".formatted(text,
        offset);
  }
}
