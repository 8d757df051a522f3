package dev.claudeworker.dag;

import java.util.Collection;
import java.util.Optional;

/** Finds what a person probably meant. */
@FunctionalInterface
public interface NameSuggestion {

  /** The known name nearest to a mistyped one; empty if none is near. */
  Optional<String> nearest(String typed, Collection<String> known);
}
