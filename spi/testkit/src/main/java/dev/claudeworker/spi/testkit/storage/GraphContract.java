package dev.claudeworker.spi.testkit.storage;

import org.junit.jupiter.api.Nested;

/** The part of the contract of storages that is about orchestrations. */
public abstract class GraphContract {

  /** For subclasses. */
  protected GraphContract() {}

  /**
   * Makes the place of one test's storage.
   *
   * @return a new, empty place
   * @throws Exception if it cannot be made
   */
  protected abstract StorageFixture newFixture() throws Exception;

  @Nested
  final class GraphSubmissions extends GraphSubmissionContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }

  @Nested
  final class Progress extends ProgressContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }

  @Nested
  final class RestMoves extends RestMoveContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }

  @Nested
  final class GraphReads extends GraphReadContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }

  @Nested
  final class Lanes extends LaneContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }

  @Nested
  final class Dependencies extends DependencyContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return GraphContract.this.newFixture();
    }
  }
}
