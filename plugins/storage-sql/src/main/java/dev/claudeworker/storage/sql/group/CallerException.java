package dev.claudeworker.storage.sql.group;

import java.util.function.Supplier;

/** What a function of the caller threw: nobody tries that again, and it comes out as it was thrown. */
public final class CallerException extends RuntimeException {

  private final RuntimeException thrown;

  CallerException(RuntimeException thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  /** What the function threw. */
  public RuntimeException thrown() {
    return thrown;
  }

  static <T> T guard(Supplier<T> function) {
    try {
      return function.get();
    } catch (RuntimeException thrown) {
      throw new CallerException(thrown);
    }
  }
}
