package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.WorkerException;
import org.pf4j.DefaultVersionManager;

/** Checks {@code Plugin-Requires}, which plugins of every kind may have, in PF4J's way of writing ranges. */
public final class SpiRange {

  private SpiRange() {}

  /**
   * Refuses a plugin that was built for another SPI.
   *
   * @param jar the plugin's jar
   * @throws WorkerException that says which versions it wants and which is here
   */
  public static void check(PluginJar jar) {
    String range = jar.requires().orElse("*");
    if (!contains(jar, range)) {
      throw new WorkerException(
          PluginErrors.WRONG_VERSION,
          "the plugin %s (%s) was built for SPI versions %s, but this is version %s".formatted(
              jar.name(), jar.file(), range, SpiVersion.CURRENT),
          "Use a build of the plugin for SPI " + SpiVersion.CURRENT + ", or the claude-worker it was built for.");
    }
  }

  private static boolean contains(PluginJar jar, String range) {
    String expression = range.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + range : range;
    try {
      return new DefaultVersionManager().checkVersionConstraint(SpiVersion.CURRENT, expression);
    } catch (RuntimeException notARange) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the Plugin-Requires of the plugin file %s is not a range of versions: '%s'".formatted(jar.file(), range),
          "Write it like '>=0.1.0 & <0.2.0'.",
          notARange);
    }
  }
}
