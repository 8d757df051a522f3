package dev.claudeworker.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginGuardTest {

  private final PluginGuard guard = new PluginGuard("sample", getClass().getClassLoader());

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("no luck"),
        new NoSuchMethodError("no luck"),
        new AssertionError("no luck"),
        new StackOverflowError("no luck"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whateverPluginCodeThrowsBecomesAnErrorThatNamesThePlugin(Throwable thrown) {
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> guard.run("to work", () -> sneak(thrown)))
        .withMessageContaining("sample")
        .withMessageContaining("to work")
        .withMessageContaining("no luck")
        .withCause(thrown);
  }

  @Test
  void anErrorThatThePluginWordedIsPassedOnAsItIs() {
    var worded = new WorkerException(ErrorCode.user("bad_option"), "the option is bad", "Use a good one.");

    assertThatThrownBy(() -> guard.run("to work", () -> sneak(worded))).isSameAs(worded);
  }

  @Test
  void outOfMemoryIsNotHidden() {
    var error = new OutOfMemoryError("no heap");

    assertThatThrownBy(() -> guard.run("to work", () -> sneak(error))).isSameAs(error);
  }

  @Test
  void interruptionPassesWhereItIsDeclared() {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> guard.interruptibly("to work", () -> sneak(new InterruptedException())));
  }

  @Test
  void undeclaredInterruptionIsAnErrorAndKeepsTheFlag() {
    assertThatExceptionOfType(WorkerException.class)
        .isThrownBy(() -> guard.call("to work", () -> sneak(new InterruptedException())));
    assertThat(Thread.interrupted()).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static <T, X extends Throwable> T sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
