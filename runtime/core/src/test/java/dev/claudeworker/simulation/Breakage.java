package dev.claudeworker.simulation;

import dev.claudeworker.spi.storage.DownstreamRule;
import java.util.function.UnaryOperator;

/**
 * How the core is broken on purpose.
 *
 * @param always whenever the rule is asked
 * @param whenChanged only when it is asked because dependencies were changed
 */
record Breakage(UnaryOperator<DownstreamRule> always, UnaryOperator<DownstreamRule> whenChanged) {

  static final Breakage NONE = of(UnaryOperator.identity());

  static Breakage of(UnaryOperator<DownstreamRule> always) {
    return new Breakage(always, UnaryOperator.identity());
  }
}
