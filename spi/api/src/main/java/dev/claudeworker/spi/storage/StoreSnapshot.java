package dev.claudeworker.spi.storage;

import java.util.function.Consumer;

/** One moment of a store. Changes that come later are not seen. For one thread; to be closed soon, since it may hold up clean-up. */
public interface StoreSnapshot extends AutoCloseable {

  /**
   * The last numbers given at that moment.
   *
   * @return the heads
   */
  StoreHeads heads();

  /**
   * Reads everything, by kind in the order of {@link StoredRecord.Kind} and within a kind by number. Needs little memory,
   * however much there is: a few hundred small records or one large one at a time. Reads also what an unfinished import has written.
   *
   * @param records gets one record after the other, on the calling thread; what it throws comes out of this method
   */
  void read(Consumer<StoredRecord> records);

  /** Lets it go. */
  @Override
  void close();
}
