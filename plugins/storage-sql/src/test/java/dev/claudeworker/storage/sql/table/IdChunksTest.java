package dev.claudeworker.storage.sql.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdChunksTest {

  @Test
  void moreKeysThanADatabaseTakesAsOneArrayAreAskedForInParts() {
    UUID[] keys = IntStream.range(0, 100_000).mapToObj(number -> new UUID(0, number)).toArray(UUID[]::new);
    List<Integer> sizes = new ArrayList<>();

    List<UUID> found = IdChunks.read(keys, part -> {
      sizes.add(part.length);
      return Arrays.asList(part);
    });

    assertThat(found).containsExactly(keys);
    assertThat(sizes).hasSize(100_000 / IdChunks.MOST).allMatch(size -> size <= IdChunks.MOST);
  }

  @Test
  void nothingIsAskedWithoutKeys() {
    List<String> found = IdChunks.read(new String[0], part -> {
      throw new AssertionError("asked for nothing");
    });

    assertThat(found).isEmpty();
  }
}
