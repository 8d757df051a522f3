package dev.claudeworker.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One command: its words, its options, what it does. Options are declared in code and not by annotations, since the JVM needs
 * 60 ms of every start to read those; their values can be asked for once the arguments have been parsed.
 */
abstract class CliCommand implements Callable<Integer> {

  private static final HelpFooter FOOTER = new HelpFooter();

  private final CommandSpec spec;

  /**
   * Creates a command.
   *
   * @param description what it does
   * @param footer what stands below its options: remarks and examples
   */
  CliCommand(String description, String... footer) {
    spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description(description)
        .footer(footer)
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n");
  }

  /** Does it, and answers the exit code. */
  @Override
  public abstract Integer call() throws InterruptedException;

  /**
   * The command for the parser.
   *
   * @param name what it is called
   */
  CommandLine commandLine(String name) {
    spec.name(name);
    spec.addOption(
        OptionSpec.builder("-h", "--help").type(boolean.class).usageHelp(true).description("Show this help.").build());
    CommandLine commandLine = new CommandLine(spec);
    commandLine.getHelpSectionMap().put(HelpFooter.SECTION, FOOTER);
    return commandLine;
  }

  /** Prints this command's help. */
  void printHelp() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** A switch. */
  BooleanSupplier flag(String description, String... names) {
    OptionSpec option = OptionSpec.builder(names).type(boolean.class).description(description).build();
    spec.addOption(option);
    return () -> Boolean.TRUE.equals(option.<Boolean>getValue());
  }

  /** An option with a value; a label such as {@code warn|fail} names all there are. */
  <T> Supplier<Optional<T>> option(Class<T> type, ITypeConverter<T> converter, String label, String description,
      String... names) {
    OptionSpec.Builder option = OptionSpec.builder(names)
        .type(type)
        .converters(converter)
        .paramLabel(label)
        .description(description);
    if (label.contains("|")) {
      option.completionCandidates(List.of(label.split("\\|")));
    }
    OptionSpec added = option.build();
    spec.addOption(added);
    return () -> Optional.ofNullable(added.<T>getValue());
  }

  /** An option with a text. */
  Supplier<Optional<String>> text(String label, String description, String... names) {
    return option(String.class, text -> text, label, description, names);
  }

  /** An option that may be given several times. */
  <T> Supplier<List<T>> repeated(Class<T> type, ITypeConverter<T> converter, String splitAt, String label,
      String description, String... names) {
    return repeated(repeatable(type, converter, label, description, names).splitRegex(splitAt));
  }

  /** An option with words of which a shell can complete those known here; several times, or once with commas between. */
  Supplier<List<String>> words(List<String> known, String label, String description, String... names) {
    return repeated(
        repeatable(String.class, text -> text, label, description, names).splitRegex(",").completionCandidates(known));
  }

  private <T> Supplier<List<T>> repeated(OptionSpec.Builder builder) {
    OptionSpec option = builder.build();
    spec.addOption(option);
    return listOf(option);
  }

  private static <T> OptionSpec.Builder repeatable(Class<T> type, ITypeConverter<T> converter, String label,
      String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(type)
        .converters(converter)
        .paramLabel(label)
        .description(description);
  }

  /** An option with a text that may be given several times. */
  Supplier<List<String>> texts(String label, String description, String... names) {
    return repeated(String.class, text -> text, "", label, description, names);
  }

  /** An argument that must be there. */
  <T> Supplier<T> argument(int index, Class<T> type, ITypeConverter<T> converter, String label, String description) {
    PositionalParamSpec argument = PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity("1")
        .required(true)
        .type(type)
        .converters(converter)
        .paramLabel(label)
        .description(description)
        .build();
    spec.addPositional(argument);
    return () -> argument.<T>getValue();
  }

  /** An argument that may be missing. */
  <T> Supplier<Optional<T>> optionalArgument(int index, Class<T> type, ITypeConverter<T> converter, String label,
      String description) {
    PositionalParamSpec argument = PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity("0..1")
        .type(type)
        .converters(converter)
        .paramLabel(label)
        .description(description)
        .build();
    spec.addPositional(argument);
    return () -> Optional.ofNullable(argument.<T>getValue());
  }

  /** The numbers of one or more tasks. */
  Supplier<List<Long>> taskNumbers() {
    return numbers(TaskNumbers.OF_A_TASK, "The numbers of the tasks.");
  }

  /** The numbers of one or more orchestrations. */
  Supplier<List<Long>> orchestrationNumbers() {
    return numbers(TaskNumbers.OF_AN_ORCHESTRATION, "The numbers of the orchestrations.");
  }

  private Supplier<List<Long>> numbers(ITypeConverter<Long> converter, String description) {
    PositionalParamSpec argument = PositionalParamSpec.builder()
        .index("0..*")
        .arity("1..*")
        .required(true)
        .type(List.class)
        .auxiliaryTypes(Long.class)
        .converters(converter)
        .paramLabel("ID")
        .description(description)
        .build();
    spec.addPositional(argument);
    return listOf(argument);
  }

  private static <T> Supplier<List<T>> listOf(ArgSpec argument) {
    return () -> Optional.<List<T>>ofNullable(argument.getValue()).orElse(List.of());
  }
}
