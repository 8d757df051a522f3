package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedCommandReaderTest {

  private static final JsonObject AGENT =
      JsonObject.EMPTY.with("command", JsonArray.ofTexts(List.of("agent", "-p", "{prompt}")));

  @Test
  void promptAndSessionStandWhereTheTemplateSaysAsWholeArguments() {
    NamedCommand command = read("agent", AGENT
        .with("resume", JsonArray.ofTexts(List.of("agent", "--session={session}", "-")))
        .with("session", "/id"));

    assertThat(command.arguments("a; rm -rf $HOME", Optional.empty())).containsExactly("agent", "-p",
        "a; rm -rf $HOME");
    assertThat(command.input("x", Optional.empty())).isEmpty();
    assertThat(command.arguments("{session}", Optional.of("s1"))).containsExactly("agent", "--session=s1", "-");
    assertThat(command.input("go on", Optional.of("s1"))).isEqualTo("go on");
  }

  @Test
  void aPromptThatNamesThePlaceOfTheSessionIsLeftAsItIs() {
    NamedCommand command =
        read("agent", AGENT.with("resume", JsonArray.ofTexts(List.of("agent", "{session}", "{prompt}")))
            .with("session", "/id"));

    assertThat(command.arguments("what is {session}?", Optional.of("s1"))).containsExactly("agent", "s1",
        "what is {session}?");
  }

  @Test
  void pointersFindTextsAndNumbersInObjectsAndLists() {
    JsonValue document = JsonObject.EMPTY.with("a/b", new JsonArray(List.of(JsonNumber.of(7), new JsonString("x"))));

    assertThat(JsonPointer.of("/a~1b/0").orElseThrow().textIn(document)).contains("7");
    assertThat(JsonPointer.of("/a~1b/1").orElseThrow().textIn(document)).contains("x");
    assertThat(JsonPointer.of("/a~1b/2").orElseThrow().textIn(document)).isEmpty();
    assertThat(JsonPointer.of("/a~1b").orElseThrow().textIn(document)).isEmpty();
    assertThat(JsonPointer.of("a")).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    refused("comand", "x", "has the unknown key 'comand'");
    refused("command", "x", "that is no list of texts");
    refused("result", "somewhere", "'result' that says no place");
    refused("success_codes", "x", "no list of exit codes");
    refused("session", "/id", "only half of what going on needs");
  }

  private static void refused(String key, String value, String message) {
    assertThatThrownBy(() -> read("agent", AGENT.with(key, value)))
        .isInstanceOfSatisfying(WorkerException.class, wrong -> {
          assertThat(wrong).hasMessageContaining("plugins.executor-shell.commands.agent").hasMessageContaining(message);
          assertThat(wrong.suggestion()).isNotBlank();
        });
  }

  @Test
  void namesAndNumbersHaveBounds() {
    assertThatThrownBy(() -> read("shell", AGENT)).hasMessageContaining("cannot be the name of an executor");
    assertThatThrownBy(() -> read("Big", AGENT)).hasMessageContaining("cannot be the name of an executor");
    assertThatThrownBy(() -> read("agent", JsonObject.EMPTY)).hasMessageContaining("has no 'command'");
    JsonObject codes = AGENT.with("success_codes", new JsonArray(List.of(JsonNumber.of(255))));
    assertThat(read("agent", codes).successCodes()).containsExactly(255);
    assertThatThrownBy(() -> read("agent", AGENT.with("success_codes", new JsonArray(List.of(JsonNumber.of(256))))))
        .hasMessageContaining("exit codes");
    JsonObject many = JsonObject.EMPTY;
    for (int number = 0; number <= NamedCommandReader.MAX_COMMANDS; number++) {
      many = many.with("agent-" + number, AGENT);
    }
    JsonObject tooMany = many;
    assertThatThrownBy(() -> NamedCommandReader.read(tooMany)).hasMessageContaining("at most 50");
  }

  private static NamedCommand read(String name, JsonObject template) {
    return NamedCommandReader.read(JsonObject.EMPTY.with(name, template)).get(name);
  }
}
