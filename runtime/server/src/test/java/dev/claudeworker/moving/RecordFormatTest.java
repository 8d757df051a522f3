package dev.claudeworker.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StoredRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The format of exports, held by an example that every later version must read, and write in the same way. */
class RecordFormatTest {

  private final JacksonJsonCodec json = new JacksonJsonCodec();
  private final RecordLines lines = new RecordLines(json);

  @Test
  void theStoredExampleIsReadAndWrittenAgainAsItStands() throws IOException {
    List<String> example = example();
    assertThat(example).hasSize(StoredRecord.Kind.values().length);

    for (String line : example) {
      assertThat(lines.print(lines.parse((JsonObject) json.parse(line)))).isEqualTo(line);
    }
  }

  @Test
  void whatIsUnknownIsLeftOutAndWhatIsNeededIsNamed() throws IOException {
    String gate = example().get(3);
    String more = gate.replace("\"code\":", "\"colour\":\"red\",\"code\":");
    assertThat(lines.print(lines.parse((JsonObject) json.parse(more)))).isEqualTo(gate);

    String task = example().get(1);
    assertThat(lines.print(lines.parse((JsonObject) json.parse(task.replace("\"required_labels\":{},", "")))))
        .as("a map that earlier versions did not have")
        .isEqualTo(task);

    isUnreadable(gate.replace("\"code\":\"usage_limit\",", ""), ".gate.code is missing");
    isUnreadable(gate.replace("\"usage_limit\"", "7"), ".gate.code is not what belongs there");
    isUnreadable(gate.replace("\"account\"", "\"planet\""), ".gate.scope.kind is not what belongs there");
    isUnreadable(gate.replace("2026-01-02T03:04:05.678901Z", "soon"), ".gate.closed_at is not what belongs there");
    isUnreadable("{\"star\":{}}", "'star' is no record that this version knows");
    isUnreadable(example().get(1).replace("\"priority\":50", "\"priority\":500"), "has a value that is not allowed");
  }

  private void isUnreadable(String line, String why) {
    assertThatExceptionOfType(RecordReader.UnreadableException.class)
        .isThrownBy(() -> lines.parse((JsonObject) json.parse(line)))
        .withMessageContaining(why);
  }

  private static List<String> example() throws IOException {
    try (var in = new BufferedReader(new InputStreamReader(
        Objects.requireNonNull(RecordFormatTest.class.getResourceAsStream("export-1.jsonl")),
        StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }
}
