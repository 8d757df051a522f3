package dev.claudeworker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  private static final String FIRST = "kill\th2\t1\t10\t20\t30\t5\t0,0,0,0,0,0,0,0\t9000,1000,2000";
  private static final String SECOND = "kill\th2\t2\t1\t2\t3\t4\t0,1,0,0,0,0,0,2\t9000,3000";

  @Test
  void runsOfOneCellAreAddedUp() {
    assertThat(ReportPage.page(List.of(FIRST, SECOND)))
        .contains("| `kill` | h2 | 2 | 11 | 22 | 33 | 9 | 0 1 0 0 0 0 0 2 | 2.0 / 3.0 s |");
  }

  @Test
  void runThatCouldNotBePlayedIsCounted() {
    assertThat(ReportPage.page(List.of(FIRST, "kill\th2\t2\tbroken\tno server"))).contains("1, 1 not finished");
  }

  @Test
  void everyScenarioSaysHowToRepeatIt() {
    Scenarios.ALL.forEach(
        scenario -> assertThat(ReportPage.page(List.of())).contains("./faults/run " + scenario.name() + " --seeds"));
  }

  @Test
  void whatWasWrittenByHandIsKept(@TempDir Path folder) throws IOException {
    Path results = Files.writeString(folder.resolve("results"), FIRST + "\n");
    Path page = folder.resolve("page.md");
    ReportPage.write(results, page);
    Files.writeString(page, Files.readString(page) + "Found and mended: nothing.\n");
    ReportPage.write(results, page);
    assertThat(page).content().containsOnlyOnce("Found and mended: nothing.").containsOnlyOnce("| `kill` |");
  }
}
