package dev.claudeworker.storage.sql.group;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Gives numbers to new rows, without gaps. The head row is locked from the first number to the commit. */
final class Numbers {

  private final LongSupplier lockLast;
  private final LongConsumer setLast;
  private OptionalLong last = OptionalLong.empty();
  private OptionalLong first = OptionalLong.empty();

  /** Numbers after the last one that the head row knows. */
  Numbers(LongSupplier lockLast, LongConsumer setLast) {
    this.lockLast = lockLast;
    this.setLast = setLast;
  }

  long next() {
    long number = last.orElseGet(lockLast) + 1;
    last = OptionalLong.of(number);
    if (first.isEmpty()) {
      first = last;
    }
    return number;
  }

  /** The first number that was given; empty = none was. */
  OptionalLong first() {
    return first;
  }

  void write() {
    last.ifPresent(setLast);
  }
}
