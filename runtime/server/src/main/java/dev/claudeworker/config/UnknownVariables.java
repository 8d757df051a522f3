package dev.claudeworker.config;

import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.plugins.OfferedSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Variables that begin like ours and name nothing. What is almost certainly a typing error is refused; what may be somebody
 * else's, or of a plugin that was taken out for a while, is only told.
 *
 * @param refused one sentence each
 * @param told one sentence each
 */
public record UnknownVariables(List<String> refused, List<String> told) {

  private static final String OF_PLUGINS = Key.variableOf(PluginSections.PREFIX);

  /** Copies the lists. */
  public UnknownVariables {
    refused = List.copyOf(refused);
    told = List.copyOf(told);
  }

  /** All but those of plugins. */
  static UnknownVariables ofServer(Map<String, String> environment) {
    var names = new TreeSet<>(OtherVariables.OF_PEOPLE);
    KeyTable.KEYS.forEach(key -> names.addAll(key.variables()));
    var unknown = ours(environment, Key.VARIABLE_PREFIX);
    unknown.removeAll(names);
    unknown.removeAll(OtherVariables.OF_PROGRAM);
    unknown.removeIf(variable -> variable.startsWith(OF_PLUGINS));
    return sorted(unknown, names, UnknownVariables::isOfSection, Key.VARIABLE_PREFIX);
  }

  /** Those of plugins, whose keys are known once they are loaded. */
  static UnknownVariables ofPlugins(Map<String, String> environment, Collection<OfferedSchema> offered) {
    var names = new TreeSet<String>();
    offered.forEach(one -> one.schema()
        .keys()
        .forEach(key -> names.add(Key.variableOf(PluginSections.PREFIX + one.plugin() + "." + key.name()))));
    KeyTable.KEYS.stream().filter(key -> key.section().equals("plugins")).forEach(key -> names.addAll(key.variables()));
    Set<String> loaded = offered.stream()
        .map(one -> Key.variableOf(PluginSections.PREFIX + one.plugin() + "."))
        .collect(Collectors.toSet());
    var unknown = ours(environment, OF_PLUGINS);
    unknown.removeAll(names);
    return sorted(unknown, names, variable -> loaded.stream().anyMatch(variable::startsWith), OF_PLUGINS);
  }

  private static Set<String> ours(Map<String, String> environment, String prefix) {
    return environment.entrySet()
        .stream()
        .filter(variable -> variable.getKey().startsWith(prefix) && !variable.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The part that all names share says nothing about what was meant. */
  private static UnknownVariables sorted(
      Set<String> unknown, Collection<String> names, Predicate<String> certain, String shared) {
    List<String> refused = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<String> ends = names.stream().map(name -> name.substring(shared.length())).toList();
    for (String variable : unknown) {
      Optional<String> nearest = NearestName.suggestion(variable.substring(shared.length()), ends);
      String sentence = "the environment variable " + variable + " names no key of the configuration."
          + nearest.map(end -> " Did you mean " + shared + end + "?").orElse("");
      (nearest.isPresent() || certain.test(variable) ? refused : told).add(sentence);
    }
    return new UnknownVariables(refused, told);
  }

  private static boolean isOfSection(String variable) {
    return KeyTable.sections()
        .keySet()
        .stream()
        .anyMatch(section -> variable.startsWith(Key.variableOf(section + ".")));
  }
}
