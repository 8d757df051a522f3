package dev.claudeworker.queue;

import dev.claudeworker.spi.task.Lane;
import java.nio.file.Path;

/** The keys of lanes: directories and names of people's own never meet. */
public final class LaneKeys {

  /** Longest name that people can give a lane. */
  public static final int LONGEST_NAME = 200;

  private static final String DIRECTORY = "directory:";
  private static final String NAME = "key:";

  private LaneKeys() {}

  /** Tasks that work in the same directory. A path that is too long for a key keeps its end, which tells more. */
  public static Lane directory(Path directory, int limit) {
    String path = directory.normalize().toString();
    int most = Lane.LONGEST_KEY - DIRECTORY.length();
    return new Lane(DIRECTORY + (path.length() <= most ? path : path.substring(path.length() - most)), limit);
  }

  /** Tasks that name the same key. */
  public static Lane named(String name, int limit) {
    return new Lane(NAME + name, limit);
  }
}
