package dev.claudeworker.spi.testkit.storage;

import org.junit.jupiter.api.Nested;

/**
 * The whole contract of storages. A storage is tested by extending this class; it supplies a fresh place for every test:
 *
 * <pre>{@code
 * final class MyStorageIT extends StorageContract {
 *   @Override
 *   protected StorageFixture newFixture() {
 *     return new MyFixture(Files.createTempDirectory("my-storage"));
 *   }
 * }
 * }</pre>
 *
 * <p>The concerns can be extended one by one, too.
 */
public abstract class StorageContract {

  /** For subclasses. */
  protected StorageContract() {}

  /**
   * Makes the place of one test's storage.
   *
   * @return a new, empty place
   * @throws Exception if it cannot be made
   */
  protected abstract StorageFixture newFixture() throws Exception;

  @Nested
  final class Submissions extends SubmissionContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Tasks extends TaskStoreContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Moves extends MoveContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Lists extends ListContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Claims extends ClaimContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Servers extends ServerContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Gates extends GateContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Leases extends LeaseContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Cancels extends CancelContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class TakeOvers extends TakeOverContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Orchestrations extends OrchestrationContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Cascades extends CascadeContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Events extends EventContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Prunings extends PruneContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Concurrency extends ConcurrencyContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class SharedStores extends SharedStoreContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Migrations extends MigrationContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class GraphSubmissions extends GraphSubmissionContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Progress extends ProgressContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class RestMoves extends RestMoveContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class GraphReads extends GraphReadContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Lanes extends LaneContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Transfers extends TransferContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }

  @Nested
  final class Dependencies extends DependencyContract {

    @Override
    protected StorageFixture newFixture() throws Exception {
      return StorageContract.this.newFixture();
    }
  }
}
