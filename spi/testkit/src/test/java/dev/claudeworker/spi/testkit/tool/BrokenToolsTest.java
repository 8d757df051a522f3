package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.testkit.FailingContract;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BrokenToolsTest {

  private record BrokenTools(String name, Supplier<ToolSet> sets, String test) {

    static BrokenTools tool(String name, Supplier<Tool> tools, String test) {
      return new BrokenTools(name, () -> {
        Tool one = tools.get();
        return () -> List.of(one);
      }, test);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyBrokenPromiseIsNoticed() {
    return Stream.of(
        new BrokenTools("has no tools", () -> List::of, "thereAreToolsAndTheirNamesAreUnique"),
        new BrokenTools("has a name twice", () -> () -> List.of(new EchoTool(), new EchoTool()),
            "thereAreToolsAndTheirNamesAreUnique"),
        new BrokenTools("has no order", BrokenSets.NoOrder::new, "thereAreToolsAndTheirNamesAreUnique"),
        new BrokenTools("has a resource twice", BrokenSets.ResourceTwice::new, "resourcesAndPromptsAreNamedOnce"),
        new BrokenTools("has a prompt without a name", BrokenSets.NamelessPrompt::new,
            "resourcesAndPromptsAreNamedOnce"),
        new BrokenTools("closes once", BrokenSets.ClosesOnce::new, "closingTwiceIsAllowed"),
        BrokenTools.tool("says nothing about itself", BrokenTool.SaysNothing::new, "everyToolSaysWhatItDoesAndTakes"),
        BrokenTools.tool("has a title of two lines", BrokenTool.TwoLines::new, "everyToolSaysWhatItDoesAndTakes"),
        BrokenTools.tool("takes no object", BrokenTool.TakesAList::new, "everyToolSaysWhatItDoesAndTakes"),
        BrokenTools.tool("describes itself differently", BrokenTool.Changes::new, "everyToolSaysWhatItDoesAndTakes"),
        BrokenTools.tool("answers nothing", BrokenTool.AnswersNothing::new,
            "aServerThatRefusesEverythingIsAResultOrAFailureInWords"),
        BrokenTools.tool("throws anything", BrokenTool.ThrowsAnything::new,
            "aServerThatRefusesEverythingIsAResultOrAFailureInWords"),
        BrokenTools.tool("fails without a word", BrokenTool.FailsWithoutAWord::new,
            "aServerThatRefusesEverythingIsAResultOrAFailureInWords"),
        BrokenTools.tool("suggests nothing", BrokenTool.SuggestsNothing::new,
            "aServerThatRefusesEverythingIsAResultOrAFailureInWords"),
        BrokenTools.tool("asks for ever", BrokenTool.AsksForEver::new,
            "aServerThatRefusesEverythingIsAResultOrAFailureInWords"),
        BrokenTools.tool("belongs to a thread", BrokenTool.BelongsToThread::new, "callsComeFromDifferentThreads"),
        BrokenTools.tool("writes though it only reads", BrokenTool.Writes::new, "aToolThatOnlyReadsChangesNothing"),
        BrokenTools.tool("makes work up", BrokenTool.MakesWorkUp::new, "workThatNobodyKnowsIsGone"))
        .map(broken -> DynamicTest.dynamicTest(broken.name() + " is noticed by " + broken.test(),
            () -> FailingContract.isNoticed(BrokenToolsRun.class, broken.test(), BrokenToolsRun.SETS, broken.sets())));
  }
}
