package dev.claudeworker.plugin.usertools;

import static dev.claudeworker.plugin.usertools.ToolFolderRig.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class UserToolsTest {

  @TempDir
  private Path home;

  private ToolFolderRig rig;

  /** Opens the folder with files that are there before. */
  private ToolFolderRig open(String... namesAndTexts) throws Exception {
    Files.createDirectories(home.resolve("tools"));
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      Files.writeString(home.resolve("tools").resolve(namesAndTexts[i]), namesAndTexts[i + 1]);
    }
    rig = new ToolFolderRig(home);
    return rig;
  }

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void aCommandGetsItsArgumentsAsTheyAreAndNoShellReadsThem() throws Exception {
    open("greet.yaml", """
        name: greet
        description: Greets somebody by name, for tests of arguments.
        input: {who: The name.}
        command: [printf, '%s|', "hello {who}", "{who}"]
        """);

    assertThat(text(rig.call("greet", "{'who':'$(touch x); `id` {who} \\\\1 & é'}")))
        .isEqualTo("hello $(touch x); `id` {who} \\1 & é|$(touch x); `id` {who} \\1 & é|");
  }

  @Test
  void itReadsStandardInputAndWorksWhereTheClientWorks() throws Exception {
    open("in.yaml", """
        name: swallow
        description: Prints standard input and the directory it runs in.
        input: {text: {type: string}}
        command: [sh, -c, cat; pwd]
        stdin: "{text}\\n"
        """);

    assertThat(text(rig.call("swallow", "{'text':'x'}"))).isEqualTo("x\n" + home.toRealPath() + "\n");
  }

  @Test
  void onlyTheUsualAndTheNamedVariablesReachIt() throws Exception {
    open("env.yaml", """
        name: show_environment
        description: Prints the environment, for tests of what a command may see.
        command: [env]
        environment: [WANTED]
        """);

    assertThat(text(rig.call("show_environment", "{}"))).contains("WANTED=given", "PATH=").doesNotContain("hidden");
  }

  @Test
  void jsonBecomesStructuredAndWhatIsNoneIsSaid() throws Exception {
    open("json.yaml", """
        name: produce
        description: Prints what it is given, promised to be JSON.
        input: {text: The text.}
        command: [printf, '%s', "{text}"]
        output: json
        """);

    ToolResult good = rig.call("produce", "{'text':'[1]'}");
    assertThat(good.structured()).contains(ToolFolderRig.JSON.parse("[1]"));
    ToolResult bad = rig.call("produce", "{'text':'[1'}");
    assertThat(bad.isError()).isTrue();
    assertThat(text(bad)).contains("is not JSON");
  }

  @Test
  void failuresTimeAndSizeAreBoundedAndTold() throws Exception {
    open("fail.yaml", "{name: fail, description: Fails with words on both streams., "
        + "command: [sh, -c, 'echo out; echo err >&2; exit 3']}",
        "slow.yaml", "{name: slow, description: Sleeps for longer than it may., command: [sleep, '60'], timeout: 0.2}",
        "long.yaml", "{name: long, description: Prints more than is taken., command: [head, -c, '5000', /dev/zero]}",
        "gone.yaml", "{name: gone, description: Names a program that is not there., command: [no-such-program-here]}");

    assertThat(text(rig.call("fail", "{}"))).contains("exit code 3", "err", "out");
    assertThat(text(rig.call("slow", "{}"))).contains("longer than 0 s");
    assertThat(text(rig.call("long", "{}"))).contains("plugins.user-tools.max_output");
    assertThat(text(rig.call("gone", "{}"))).contains("no-such-program-here", "could not be started");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      description: a tool\\ncommand: [x] | 'name' is missing
      name: a\\ncommand: [x] | 'description' is missing
      name: a\\ndescription: d | 'command' is missing
      name: a b\\ndescription: d\\ncommand: [x] | is no name of a tool
      name: a\\ndescription: d\\ncommand: ls -l | without a shell
      name: a\\ndescription: d\\ncommand: [x, '{y}'] | {y} is no name of 'input'
      name: a\\ndescription: d\\ninput: {p: q}\\ncommand: ['{p}'] | must not come from an argument
      name: a\\ndescription: d\\ncommand: [x]\\noutput: xml | text or json
      name: a\\ndescription: d\\ncommand: [x]\\ntimeout: 0 | number of seconds
      name: a\\ndescription: d\\ncommand: [x]\\nshell: true | unknown key 'shell'
      name: a\\nname: b | duplicate key
      - a | no mapping
      name: [ | bad.yaml:
      """)
  void whatIsWrongWithAFileIsSaidWithItsName(String text, String problem) throws Exception {
    open("bad.yaml", text.replace("\\n", "\n"));

    assertThat(rig.set().tools()).isEmpty();
    assertThat(rig.set().problems()).singleElement().asString().startsWith("bad.yaml").contains(problem);
  }

  @Test
  void methodsOfASourceFileAreToolsWithSchemasFromTheirSignatures() throws Exception {
    open("Maths.java", """
        import dev.claudeworker.spi.tool.ToolMethod;
        import dev.claudeworker.spi.tool.ToolParameter;
        import java.util.List;
        import java.util.Optional;
        public class Maths {
          public enum Kind { SUM, PRODUCT }
          public record Point(int x, int y) {}
          public record Answer(long value, List<Point> points) {}
          @ToolMethod(value = "Folds numbers and gives points back.", readOnly = true)
          public Answer fold(@ToolParameter("How.") Kind kind, List<Integer> numbers, Optional<Point> point) {
            long value = kind == Kind.SUM ? numbers.stream().mapToLong(n -> n).sum()
                : numbers.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
            return new Answer(value, point.stream().toList());
          }
          @ToolMethod("Always fails, for tests of failures.")
          public static String failing() { throw new IllegalStateException("the reason"); }
          @ToolMethod("Does its work and has nothing to say about it.")
          public static void silent() {}
          public record Gap(String text, List<String> texts) {}
          @ToolMethod("Gives back a record without values.")
          public static Gap gap() { return new Gap(null, java.util.Arrays.asList("a", null)); }
        }
        """);

    ToolResult folded = rig.call("fold", "{'kind':'PRODUCT','numbers':[2,3,7],'point':{'x':1,'y':2}}");
    assertThat(text(folded)).isEqualTo("{\"value\":42,\"points\":[{\"x\":1,\"y\":2}]}");
    assertThat(text(rig.call("fold", "{'kind':'SUM','numbers':[]}"))).isEqualTo("{\"value\":0,\"points\":[]}");
    assertThat(text(rig.call("fold", "{'kind':'SUM','numbers':[99999999999]}"))).contains("too large");
    assertThat(text(rig.call("failing", "{}"))).isEqualTo("failing failed: the reason");
    assertThat(text(rig.call("silent", "{}"))).isEqualTo("done");
    assertThat(text(rig.call("gap", "{}"))).isEqualTo("{\"text\":null,\"texts\":[\"a\",null]}");
    assertThat(ToolFolderRig.JSON.print(rig.set()
        .tools()
        .stream()
        .filter(tool -> tool.descriptor().name().equals("fold"))
        .findFirst()
        .orElseThrow()
        .descriptor()
        .inputSchema()))
        .contains("\"kind\":{\"type\":\"string\",\"enum\":[\"SUM\",\"PRODUCT\"],\"description\":\"How.\"}",
            "\"required\":[\"kind\",\"numbers\"]");
  }

  @Test
  void aSourceFileThatDoesNotCompileIsToldWithItsLine() throws Exception {
    open("Broken.java", "public class Broken {\n  int x = \"text\";\n}\n", "Empty.java", "public class Empty {}");

    assertThat(rig.set().problems()).hasSize(2)
        .anyMatch(problem -> problem.startsWith("Broken.java:2: incompatible types"))
        .anyMatch(problem -> problem.startsWith("Empty.java: has no public method"));
  }

  @Test
  void toolsComeChangeAndGoWithTheirFiles() throws Exception {
    open();
    var changes = new CountDownLatch(3);
    rig.set().onChange(changes::countDown);
    Path file = rig.write("a.yaml", "{name: a, description: Says one thing for a test., command: [echo, one]}");
    await().atMost(Duration.ofSeconds(20)).until(() -> rig.set().tools().size() == 1);
    assertThat(text(rig.call("a", "{}"))).isEqualTo("one\n");

    rig.write("a.yaml", "{name: a, description: Says another thing for a test., command: [echo, other]}");
    await().atMost(Duration.ofSeconds(20)).until(() -> text(rig.call("a", "{}")).equals("other\n"));
    Files.delete(file);
    await().atMost(Duration.ofSeconds(20)).until(() -> rig.set().tools().isEmpty());

    assertThat(changes.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
