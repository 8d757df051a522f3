package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.Storage;
import java.util.function.UnaryOperator;

/**
 * A way to break a promise and the test that must notice.
 *
 * @param name what is broken
 * @param wrap breaks a storage that keeps all promises
 * @param concern the nested class of the contract
 * @param test the contract test that must fail
 */
record BrokenStorage(String name, UnaryOperator<Storage> wrap, String concern, String test) {

  @Override
  public String toString() {
    return name + " is noticed by " + concern + "." + test;
  }
}
