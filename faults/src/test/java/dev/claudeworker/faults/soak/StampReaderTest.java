package dev.claudeworker.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampReaderTest {

  @Test
  void lineThatIsNotWholeWaitsForItsRest(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("stamps");
    List<String> seen = new ArrayList<>();
    try (var reader = new StampReader(file)) {
      Files.writeString(file, "1\t100\n2\t2", StandardOpenOption.APPEND);
      reader.read((id, millis) -> seen.add(id + " at " + millis));
      assertThat(seen).containsExactly("1 at 100");
      Files.writeString(file, "00\n", StandardOpenOption.APPEND);
      reader.read((id, millis) -> seen.add(id + " at " + millis));
    }
    assertThat(seen).containsExactly("1 at 100", "2 at 200");
  }

  @Test
  void heapIsTheSumOfItsParts() {
    assertThat(Vitals.heap("""
        # TYPE jvm_memory_used_bytes gauge
        jvm_memory_used_bytes{area="heap",id="Eden Space"} 2097152.0
        jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0
        jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 1.0E6
        """)).isEqualTo(3_097_152);
  }

  @Test
  void timeWithoutAnAnswerOrWithALateOneIsNoAvailability() {
    var availability = new Availability();
    availability.add(6_000, true, 100);
    availability.add(2_000, false, 100);
    availability.add(2_000, true, Availability.LONGEST_ANSWER_NANOS + 1);
    assertThat(availability.percent()).isEqualTo(60);
  }
}
