package dev.claudeworker.plugins;

/** What plugins can offer. */
public enum FactoryKind {
  STORAGE("storage"),
  EXECUTOR("executor"),
  NOTIFIER("notifier"),
  TOOL_SET("tool set");

  private final String word;

  FactoryKind(String word) {
    this.word = word;
  }

  /** For people, for example {@code executor}. */
  public String word() {
    return word;
  }
}
