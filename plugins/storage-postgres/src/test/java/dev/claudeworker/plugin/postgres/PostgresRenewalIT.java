package dev.claudeworker.plugin.postgres;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PostgresRenewalIT {

  /** A graph of many tasks can take longer to write than leases last. */
  @Test
  void leasesAreRenewedWhileAGroupIsWritten() {
    try (PostgresFixture fixture = PostgresFixture.fresh(); Storage storage = fixture.open()) {
      storage.apply(Groups.of(Groups.submit(aTask(), aTask(), aTask().dependsOnSubmitted(0))));
      List<ClaimedTask> claimed = storage.apply(Groups.claiming(Claims.by("server").limit(2))).claimed();
      List<Lease> running = List.of(claimed.get(1).lease());
      AtomicReference<List<Renewal>> renewed = new AtomicReference<>(List.of());
      DownstreamRule slow = dependents -> {
        renewed.set(CompletableFuture.supplyAsync(() -> storage.renew(running, Claims.LEASE))
            .orTimeout(30, TimeUnit.SECONDS)
            .join());
        return new ReleaseOrSkip().decide(dependents);
      };

      storage.apply(Groups.of(slow, Finishes.completed(claimed.get(0))));

      assertThat(renewed.get()).singleElement().matches(Renewal::held);
    }
  }
}
