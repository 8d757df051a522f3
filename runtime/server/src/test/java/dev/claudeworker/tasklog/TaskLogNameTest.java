package dev.claudeworker.tasklog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskLogNameTest {

  @Test
  void theContextIsTheLastPartOfTheDirectoryInSafeLetters() {
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("/home/me/shop", "shop");
    examples.put("/home/me/My Shop-2", "my_shop_2");
    examples.put("/home/me/shop/src", "shop_src");
    examples.put("/home/me/shop/App", "shop_app");
    examples.put("/home/me/shop/v2", "shop_v2");
    examples.put("/home/me/shop/v22", "v22");
    examples.put("/tmp", "tmp");
    examples.put("/src/app", "src_app");
    examples.put("/", "unnamed");
    examples.put("/home/me/Café.io", "cafeio");
    examples.put("/home/me/日本", "me");
    examples.put("/日本", "unnamed");
    examples.put("/x/a@b#c$d%e&f=g+h", "aatbhashcdollardpcteandfeqgplu");
    examples.put("/x/..weird..", "weird");
    examples.put("/x/" + "a".repeat(29) + "-b", "a".repeat(29));
    examples.put("/x/" + "a".repeat(40), "a".repeat(30));
    examples.put("/x/evil\n\u001b[31mname", "evil_31mname");

    examples.forEach((directory, context) -> assertThat(TaskLogName.context(Path.of(directory))).as(directory)
        .isEqualTo(context));
  }

  @Test
  void theNameHasNumberContextAndMinuteOfTheReader() {
    String name = TaskLogName.of(
        new TaskId(12), Path.of("/home/me/shop"), Instant.parse("2026-11-25T22:03:59Z"), ZoneId.of("Europe/Berlin"));

    assertThat(name + TaskLogName.SUMMARY).isEqualTo("task_12_shop_20261125_2303_summary.log");
    assertThat(name + TaskLogName.DETAILED).isEqualTo("task_12_shop_20261125_2303_detailed.log");
  }
}
