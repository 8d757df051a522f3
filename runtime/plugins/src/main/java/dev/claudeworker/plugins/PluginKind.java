package dev.claudeworker.plugins;

/** How a plugin jar is run, decided by what it contains. */
public enum PluginKind {
  /** Its manifest has a {@code Plugin-Id}. */
  PF4J("pf4j"),
  /** Its manifest has a {@code Bundle-SymbolicName}. */
  OSGI("osgi"),
  /** It only has a {@code META-INF/services} entry for the SPI. */
  SERVICE_LOADER("service-loader"),
  /** None of these, or the file could not be read. */
  UNKNOWN("unknown");

  private final String word;

  PluginKind(String word) {
    this.word = word;
  }

  /** The word for interfaces. */
  public String word() {
    return word;
  }
}
