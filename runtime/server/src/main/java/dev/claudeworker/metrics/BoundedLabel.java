package dev.claudeworker.metrics;

import java.util.HashSet;
import java.util.Set;

/** Keeps a label from having ever more values: the first ones stand for themselves, all others for one word. */
final class BoundedLabel {

  static final String OTHER = "other";

  private final int most;
  private final Set<String> known = new HashSet<>();

  BoundedLabel(int most) {
    this.most = most;
  }

  synchronized String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    return known.size() < most && known.add(value) ? value : OTHER;
  }
}
