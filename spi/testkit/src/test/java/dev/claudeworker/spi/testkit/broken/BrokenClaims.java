package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit.Submit;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Claims that take the wrong tasks. */
final class BrokenClaims {

  private BrokenClaims() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("claims twice", ClaimsTwice::new, "claimReturnsNothingWhenLeaseIsHeld"),
        new BrokenStorage("claims twice", ClaimsTwice::new, "Concurrency", "manyClaimersTakeEveryTaskOnce"),
        new BrokenStorage("loses what it claimed", BrokenClaims::loses, "Concurrency", "manyClaimersTakeEveryTaskOnce"),
        broken("claims the highest order first", BrokenClaims::highestFirst, "theLowestOrderIsClaimedFirst"),
        broken("answers in no order", BrokenClaims::shuffles, "tiesAreClaimedById"),
        broken("claims for every executor", BrokenClaims::anyExecutor, "onlyTasksOfGivenExecutorsAreClaimed"),
        broken("knows no account limits", BrokenClaims::anyAccount, "anAccountLimitBoundsOneClaim"),
        new BrokenStorage("knows no labels of servers", BrokenClaims::anyLabel, "Servers",
            "aTaskIsClaimedOnlyWhereAllItsLabelsAre"),
        new BrokenStorage("leaves nothing to the server of a session", BrokenClaims::anywhere, "Servers",
            "aTaskThatContinuesIsLeftToItsServerForAWhile"),
        broken("takes one more than asked", BrokenClaims::oneMore, "aClaimTakesNoMoreThanItsLimit"),
        broken("claims before the units", ClaimsFirst::new, "theClaimSeesWhatItsGroupDid"),
        broken("swallows what the caller throws", Swallows::new, "whatTheFunctionsOfAClaimThrowLeavesNoTrace"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Claims", test);
  }

  private static Storage loses(Storage storage) {
    return ChangedGroups.answers(storage, result -> withClaimed(
        result, result.claimed().stream().filter(claimed -> claimed.task().id().value() % 100 != 7).toList()));
  }

  private static Storage shuffles(Storage storage) {
    return ChangedGroups.answers(storage, result -> {
      List<ClaimedTask> reversed = new ArrayList<>(result.claimed());
      Collections.reverse(reversed);
      return withClaimed(result, reversed);
    });
  }

  private static Storage highestFirst(Storage storage) {
    return ChangedGroups.units(
        storage, Submit.class,
        submit -> new Submit(submit.tasks().stream().map(BrokenClaims::negated).toList(), submit.key()));
  }

  private static NewTask negated(NewTask task) {
    return new NewTask(
        task.uuid(),
        task.spec(),
        task.status(),
        task.waitReason(),
        task.due(),
        ~task.claimOrder(),
        task.dependencies(),
        task.identifier(),
        task.continueFrom(),
        task.at(),
        task.event());
  }

  private static Storage anyExecutor(Storage storage) {
    return ChangedGroups.claims(storage, claim -> {
      Set<String> executors = new HashSet<>(claim.executors());
      executors.add("other");
      return request(claim, claim.limit(), executors, claim.accountLimits());
    });
  }

  private static Storage anyAccount(Storage storage) {
    return ChangedGroups.claims(storage, claim -> request(claim, claim.limit(), claim.executors(), Map.of()));
  }

  private static Storage anyLabel(Storage storage) {
    return placed(storage, old -> new Placement(Map.of("gpu", "yes", "zone", "eu"), old.others(), old.leaveFor()));
  }

  private static Storage anywhere(Storage storage) {
    return placed(storage, old -> new Placement(old.labels(), Set.of(), old.leaveFor()));
  }

  private static Storage placed(Storage storage, UnaryOperator<Placement> change) {
    return ChangedGroups.claims(
        storage,
        claim -> new ClaimRequest(
            claim.holder(), claim.limit(), claim.leaseFor(), claim.executors(), change.apply(claim.placement()),
            claim.accountLimits(), claim.at(), claim.ids(), claim.events()));
  }

  private static Storage oneMore(Storage storage) {
    return ChangedGroups.claims(
        storage, claim -> request(claim, claim.limit() + 1, claim.executors(), claim.accountLimits()));
  }

  private static ClaimRequest request(
      ClaimRequest claim, int limit, Set<String> executors, Map<String, Integer> accountLimits) {
    return new ClaimRequest(
        claim.holder(), limit, claim.leaseFor(), executors, claim.placement(), accountLimits, claim.at(), claim.ids(),
        claim.events());
  }

  private static GroupResult withClaimed(GroupResult result, List<ClaimedTask> claimed) {
    return new GroupResult(result.results(), claimed, result.events());
  }

  /** Hands the task of the last claim out again when nothing else is due. */
  private static final class ClaimsTwice extends ForwardingStorage {

    private final AtomicReference<List<ClaimedTask>> last = new AtomicReference<>(List.of());

    ClaimsTwice(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      GroupResult result = super.apply(group);
      if (group.claim().isEmpty()) {
        return result;
      }
      if (result.claimed().isEmpty()) {
        return withClaimed(result, last.getAndSet(List.of()));
      }
      last.set(result.claimed());
      return result;
    }
  }

  private static final class ClaimsFirst extends ForwardingStorage {

    ClaimsFirst(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      GroupResult claimed = super.apply(ChangedGroups.withUnits(group, List.of()));
      GroupResult rest = super.apply(ChangedGroups.withoutClaim(group));
      return new GroupResult(rest.results(), claimed.claimed(), rest.events());
    }
  }

  private static final class Swallows extends ForwardingStorage {

    Swallows(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      try {
        return super.apply(group);
      } catch (IllegalStateException swallowed) {
        return super.apply(ChangedGroups.withoutClaim(group));
      }
    }
  }
}
