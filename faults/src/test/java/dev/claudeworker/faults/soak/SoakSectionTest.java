package dev.claudeworker.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakSectionTest {

  private static final SoakResult RESULT = new SoakResult("h2", 60, 3,
      new Tally(12_000, 0, 0, 0, 64, new long[] {5, 10, 900}), 91.25, 50L << 20, 270L << 20,
      List.of(new Watch.Size(3_000, 6L << 20), new Watch.Size(12_000, 20L << 20)), 12L << 20);

  @Test
  void rowTellsTheFigures() {
    assertThat(RESULT.row()).isEqualTo(
        "| h2 | 12,000 | 60 s | 200 | 3 | 0 | 0 | 0 | 64 | 10 / 900 / 900 ms | 91.25 % | 50 / 270 MB | 6, 20 MB; stopped 12 MB |");
  }

  @Test
  void sectionIsReplacedAndWhatStandsAroundItIsKept(@TempDir Path folder) throws IOException {
    Path results = Files.writeString(folder.resolve("results"), "soak\t" + RESULT.row() + "\n");
    Path page = Files.writeString(folder.resolve("page.md"), "# Report\n");
    SoakSection.write(results, page);
    Files.writeString(page, Files.readString(page) + "\n## After\n");
    Files.writeString(results, "soak\t" + RESULT.row() + "\nrecovery\t| h2 | 100,000 | 10 | 2.10 s | 2.40 s |\n");
    SoakSection.write(results, page);
    assertThat(page).content()
        .startsWith("# Report\n")
        .containsOnlyOnce("## After")
        .containsOnlyOnce("## Soak")
        .containsOnlyOnce(RESULT.row())
        .containsOnlyOnce("\n| h2 | 100,000 | 10 | 2.10 s | 2.40 s |\n");
  }
}
