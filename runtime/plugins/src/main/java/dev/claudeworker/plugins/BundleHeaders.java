package dev.claudeworker.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's manifest says about its needs. Only names: whether versions fit is for the framework to decide.
 *
 * @param symbolicName its name among bundles
 * @param imports packages it imports
 * @param requires symbolic names of bundles that it requires
 * @param exports packages it exports
 */
public record BundleHeaders(String symbolicName, Set<String> imports, Set<String> requires, Set<String> exports) {

  private static final String SPI_PACKAGE = "dev.claudeworker.spi";

  /** Copies the sets. */
  public BundleHeaders {
    imports = Set.copyOf(imports);
    requires = Set.copyOf(requires);
    exports = Set.copyOf(exports);
  }

  static BundleHeaders of(Attributes manifest) {
    Set<String> imports = names(manifest.getValue("Import-Package"));
    imports.addAll(names(manifest.getValue("DynamicImport-Package")));
    return new BundleHeaders(
        names(manifest.getValue("Bundle-SymbolicName")).stream().findFirst().orElse(""),
        imports,
        names(manifest.getValue("Require-Bundle")),
        names(manifest.getValue("Export-Package")));
  }

  /** Whether it can be a plugin: without the SPI it can only be a library for other bundles. */
  public boolean usesSpi() {
    return imports.stream()
        .anyMatch(name -> name.equals(SPI_PACKAGE) || name.startsWith(SPI_PACKAGE + ".") || name.equals("*"));
  }

  /** Whether another bundle may need something of this one. */
  boolean mayServe(BundleHeaders other) {
    return other.requires.contains(symbolicName) || other.imports.stream().anyMatch(exports::contains);
  }

  /** The names in a header such as {@code a;b;version="[1,2)",c}. */
  private static Set<String> names(@Nullable String header) {
    Set<String> names = new TreeSet<>();
    for (String clause : splitOutsideQuotes(header == null ? "" : header, ',')) {
      splitOutsideQuotes(clause, ';').stream()
          .map(String::strip)
          .filter(part -> !part.isEmpty() && part.indexOf('=') < 0)
          .forEach(names::add);
    }
    return names;
  }

  private static List<String> splitOutsideQuotes(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(begin, index));
        begin = index + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }
}
