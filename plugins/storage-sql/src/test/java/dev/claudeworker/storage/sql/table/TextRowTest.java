package dev.claudeworker.storage.sql.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TextRowTest {

  private static final String ROCKET = "\uD83D\uDE80";

  @Test
  void anEmptyTextHasOnePart() {
    assertThat(TextRow.parts(1, TextKind.RESULT, "")).containsExactly(new TextRow(1, TextKind.RESULT, 0, ""));
  }

  @Test
  void aTextOfOnePartStaysWhole() {
    String text = "x".repeat(TextRow.PART_LENGTH);

    assertThat(TextRow.parts(1, TextKind.PROMPT, text)).containsExactly(new TextRow(1, TextKind.PROMPT, 0, text));
  }

  @Test
  void aLongerTextIsCutIntoNumberedParts() {
    String text = "x".repeat(TextRow.PART_LENGTH) + "y";

    assertThat(TextRow.parts(1, TextKind.PROMPT, text)).extracting(TextRow::part).containsExactly(0, 1);
    assertThat(TextRow.parts(1, TextKind.PROMPT, text).getLast().text()).isEqualTo("y");
  }

  @Test
  void aCharacterOfTwoCodeUnitsIsNeverCut() {
    String text = "x".repeat(TextRow.PART_LENGTH - 1) + ROCKET + "y";

    var parts = TextRow.parts(1, TextKind.PROMPT, text);

    assertThat(parts.get(1).text()).isEqualTo(ROCKET + "y");
    assertThat(parts.stream().map(TextRow::text).collect(Collectors.joining())).isEqualTo(text);
  }
}
