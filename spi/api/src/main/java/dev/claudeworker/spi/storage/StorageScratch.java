package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;

/**
 * An empty place for a store of its own beside the configured one, for a trial that breaks things. It was made for this object
 * and goes with it. May be closed twice, and from another thread than the one that asked for it.
 */
public interface StorageScratch extends AutoCloseable {

  /**
   * Where it is, for people.
   *
   * @return nothing secret
   */
  String place();

  /**
   * What a server has to have in the section of this plugin to use it. May hold secrets.
   *
   * @return the whole section, apart from {@code storage.type}
   */
  JsonObject section();

  /**
   * What keeps this database from keeping what it acknowledged, as it is set up.
   *
   * @return sentences for people, none if nothing does
   */
  List<String> warnings();

  /**
   * Removes it with everything in it, and nothing else.
   *
   * @throws dev.claudeworker.spi.WorkerException if it has to be left behind; the message names it
   */
  @Override
  void close();
}
