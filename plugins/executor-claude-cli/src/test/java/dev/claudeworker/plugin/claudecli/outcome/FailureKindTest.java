package dev.claudeworker.plugin.claudecli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureKindTest {

  @ParameterizedTest
  @EnumSource
  void everyKindSaysWhatHappenedAndWhatToDo(FailureKind kind) {
    assertThat(kind.headline()).isNotBlank().doesNotEndWith(".");
    assertThat(kind.suggestion()).endsWith(".");
    if (kind.errorCode().retryHelps()) {
      assertThat(kind.suggestion()).matches("(?s).*(tried again|Raise|Check|Simplify).*");
    }
  }

  @Test
  void codesAreDifferent() {
    assertThat(Arrays.stream(FailureKind.values()).map(kind -> kind.errorCode().code())).doesNotHaveDuplicates();
  }

  @Test
  void allSixClassesOfTheSdkAreUsed() {
    assertThat(Arrays.stream(FailureKind.values()).map(FailureKind::sdkError)).contains(SdkError.values());
  }
}
