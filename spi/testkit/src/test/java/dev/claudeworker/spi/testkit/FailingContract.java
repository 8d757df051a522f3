package dev.claudeworker.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Shows that a contract notices a broken subject. */
public final class FailingContract {

  private FailingContract() {}

  /**
   * Lets one of its tests judge a broken subject, and expects it to fail.
   *
   * @param <S> what is broken
   * @param contract the contract, which takes its subject from {@code given}
   * @param test the name of the test
   * @param given where it takes it from
   * @param broken the subject
   */
  public static <S> void isNoticed(Class<?> contract, String test, ThreadLocal<S> given, S broken) {
    given.set(broken);
    try {
      List<TestExecutionResult> results = EngineTestKit.engine("junit-jupiter")
          .selectors(DiscoverySelectors.selectMethod(contract, test))
          .execute()
          .testEvents()
          .finished()
          .map(event -> event.getRequiredPayload(TestExecutionResult.class))
          .toList();
      assertThat(results).as("the contract test exists").hasSize(1);
      assertThat(results.get(0).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
    } finally {
      given.remove();
    }
  }
}
