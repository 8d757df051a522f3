package dev.claudeworker.spi.task;

/**
 * What a gate holds back.
 *
 * @param kind how wide it is
 * @param key what exactly: empty for everything, the executor's name, or executor and account joined by {@code /}
 */
public record GateScope(Kind kind, String key) {

  /** How wide a gate is. */
  public enum Kind {
    /** Everything. */
    ALL,
    /** All tasks of one executor. */
    EXECUTOR,
    /** All tasks of one executor and account. */
    ACCOUNT
  }

  /** The scope of everything. */
  public static final GateScope ALL = new GateScope(Kind.ALL, "");

  /**
   * All tasks of one executor.
   *
   * @param executor its name
   * @return the scope
   */
  public static GateScope executor(String executor) {
    return new GateScope(Kind.EXECUTOR, executor);
  }

  /**
   * All tasks of one executor that use one account.
   *
   * @param executor its name
   * @param account the account
   * @return the scope
   */
  public static GateScope account(String executor, String account) {
    return new GateScope(Kind.ACCOUNT, executor + "/" + account);
  }

  /**
   * Whether the gate holds back tasks of an executor and account.
   *
   * @param executor the executor's name
   * @param account the account
   * @return true if they stand behind it
   */
  public boolean covers(String executor, String account) {
    return switch (kind) {
      case ALL -> true;
      case EXECUTOR -> key.equals(executor);
      case ACCOUNT -> key.equals(executor + "/" + account);
    };
  }
}
