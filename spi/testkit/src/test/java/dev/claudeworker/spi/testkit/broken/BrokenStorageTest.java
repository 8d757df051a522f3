package dev.claudeworker.spi.testkit.broken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.storage.StorageContract;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(120)
final class BrokenStorageTest {

  @TestFactory
  Stream<DynamicTest> everyBrokenPromiseIsNoticed() {
    return brokenStorages().map(broken -> DynamicTest.dynamicTest(broken.toString(), () -> isNoticed(broken)));
  }

  private static Stream<BrokenStorage> brokenStorages() {
    return Stream.of(
        BrokenSubmissions.all(),
        BrokenTexts.all(),
        BrokenClaims.all(),
        BrokenLeases.all(),
        BrokenGates.all(),
        BrokenRules.all(),
        BrokenEvents.all(),
        BrokenLists.all(),
        BrokenOpenings.all(),
        BrokenGraphs.all(),
        BrokenProgress.all(),
        BrokenGraphReads.all())
        .flatMap(List::stream);
  }

  private static void isNoticed(BrokenStorage broken) {
    List<TestExecutionResult> results = run(broken, broken.wrap());

    assertThat(results).as("the contract test exists").hasSize(1);
    assertThat(results.get(0).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
    assertThat(results.get(0).getThrowable()).containsInstanceOf(AssertionError.class);
  }

  @TestFactory
  Stream<DynamicTest> wrappingAloneBreaksNothing() {
    return brokenStorages()
        .map(broken -> DynamicTest.dynamicTest(broken.concern() + "." + broken.test(), () -> passes(broken)));
  }

  private static void passes(BrokenStorage broken) {
    List<TestExecutionResult> results = run(broken, ForwardingStorage::new);

    assertThat(results).extracting(TestExecutionResult::getStatus).containsOnly(TestExecutionResult.Status.SUCCESSFUL);
  }

  @Test
  void noContractTestCanBeOverridden() {
    for (Class<?> concern : StorageContract.class.getDeclaredClasses()) {
      assertThat(concern.getSuperclass().getDeclaredMethods())
          .filteredOn(method -> method.isAnnotationPresent(Test.class))
          .isNotEmpty()
          .allMatch(method -> Modifier.isFinal(method.getModifiers()));
    }
  }

  private static List<TestExecutionResult> run(BrokenStorage broken, UnaryOperator<Storage> wrap) {
    BrokenStorageRun.WRAP.set(wrap);
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(
              DiscoverySelectors.selectNestedMethod(
                  List.of(BrokenStorageRun.class.getName()),
                  StorageContract.class.getName() + "$" + broken.concern(),
                  broken.test()))
          .execute()
          .testEvents()
          .finished()
          .map(event -> event.getRequiredPayload(TestExecutionResult.class))
          .toList();
    } finally {
      BrokenStorageRun.WRAP.remove();
    }
  }
}
