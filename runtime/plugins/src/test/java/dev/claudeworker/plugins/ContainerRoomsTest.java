package dev.claudeworker.plugins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Each framework stays in its room, so that the registry knows plugins and no containers. */
class ContainerRoomsTest {

  private static final JavaClasses PLUGINS = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.claudeworker.plugins");

  @Test
  void onlyOneRoomKnowsOsgi() {
    noClasses().that()
        .resideOutsideOfPackage("dev.claudeworker.plugins.osgi..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi..", "org.apache.felix..")
        .check(PLUGINS);
  }

  @Test
  void onlyOneRoomKnowsPf4j() {
    noClasses().that()
        .resideOutsideOfPackage("dev.claudeworker.plugins.pf4j..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pf4j..")
        .check(PLUGINS);
  }
}
