package dev.claudeworker.storage.sql.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

/** The version this library was built as, for the question whether it may open a store. */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

  private static final Pattern FORM = Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}([-+].*)?");

  private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
      .thenComparingInt(ServerVersion::minor)
      .thenComparingInt(ServerVersion::patch);

  /** Reads {@code 1.2.3} or {@code 1.2.3-SNAPSHOT}. */
  static ServerVersion parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version: '" + text + "'");
    }
    List<Integer> numbers =
        Pattern.compile("[.]").splitAsStream(text.split("[-+]", 2)[0]).map(Integer::valueOf).toList();
    return new ServerVersion(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  /** The version of this build. */
  static ServerVersion current() {
    try (InputStream content =
        Objects.requireNonNull(ServerVersion.class.getResourceAsStream("version.properties"))) {
      Properties properties = new Properties();
      properties.load(content);
      return parse(properties.getProperty("version"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
