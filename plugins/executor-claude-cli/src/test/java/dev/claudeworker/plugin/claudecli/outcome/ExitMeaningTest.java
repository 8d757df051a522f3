package dev.claudeworker.plugin.claudecli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitMeaningTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0   | success
      1   | general error
      2   | wrong usage
      3   | exit code of its own
      124 | timeout
      126 | not executable
      127 | not found
      128 | invalid exit argument
      129 | SIGHUP
      130 | SIGINT
      131 | SIGQUIT
      132 | SIGILL
      134 | SIGABRT
      136 | SIGFPE
      137 | SIGKILL
      139 | SIGSEGV
      141 | SIGPIPE
      142 | SIGALRM
      143 | SIGTERM
      152 | signal 24
      255 | out of range
      """)
  void codesAreSaidInWords(int code, String words) {
    assertThat(ExitMeaning.of(code)).contains(words);
  }

  @Test
  void everyCodeHasWords() {
    assertThat(IntStream.rangeClosed(0, 255).mapToObj(ExitMeaning::of)).allMatch(words -> !words.isBlank());
  }
}
