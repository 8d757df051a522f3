package dev.claudeworker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the core. */
class ArchitectureTest {

  private static final JavaClasses CORE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(
          List.of("attempt", "dag", "event", "family", "lease", "loop", "notify", "outcome", "process", "queue",
              "resource",
              "retry", "wait", "worker")
              .stream()
              .map(name -> "dev.claudeworker." + name)
              .toList());

  private static ArchRule only(String name, String... others) {
    var allowed = new java.util.ArrayList<>(List.of(
        "java..", "org.jspecify..", "org.slf4j..", "dev.claudeworker.spi..", "dev.claudeworker." + name + ".."));
    List.of(others).forEach(other -> allowed.add("dev.claudeworker." + other + ".."));
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("dev.claudeworker." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
  }

  @Test
  void allPackagesAreLookedAt() {
    assertThat(CORE.stream().map(type -> type.getPackageName()).distinct()).hasSize(14);
  }

  @Test
  void purePartsAndToolsDependOnTheSpiAlone() {
    for (var name : List.of("retry", "dag", "wait", "loop", "event", "attempt", "process")) {
      only(name).check(CORE);
    }
  }

  @Test
  void theMachineIsSeenThroughTheJdkAlone() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("dev.claudeworker.resource..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "com.sun.management..", "org.jspecify..", "dev.claudeworker.spi..",
            "dev.claudeworker.resource..")
        .check(CORE);
  }

  @Test
  void middleLayersKnowOnlyWhatTheyStandOn() {
    only("lease", "loop").check(CORE);
    only("notify", "event").check(CORE);
    only("queue", "dag", "event", "loop", "wait").check(CORE);
    only("family", "queue").check(CORE);
    only("outcome", "queue", "retry", "event").check(CORE);
  }

  @Test
  void nothingDependsOnTheWorker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.claudeworker.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.claudeworker.worker..")
        .check(CORE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.claudeworker.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void timeIsInjected() {
    noClasses().should().callMethod(Instant.class, "now").check(CORE);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CORE);
  }
}
