package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.Unit.Submit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Submissions that are not whole or not once. */
final class BrokenSubmissions {

  private BrokenSubmissions() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("forgets the idempotency key", BrokenSubmissions::forgetsKeys,
            "theSameKeyAnswersTheFirstIdsThoughTheUuidsDiffer"),
        broken("does not look at the request hash", BrokenSubmissions::ignoresHashes,
            "theSameKeyForAnotherRequestIsRefused"),
        broken("has one set of keys for all projects", BrokenSubmissions::mixesProjects, "keysAreUniquePerProject"),
        broken("compares keys without case", BrokenSubmissions::ignoresCase, "aKeyIsComparedExactly"),
        broken("gives every submission new uuids", BrokenSubmissions::renewsUuids, "repeatedUuidsAnswerTheFirstIds"),
        broken("submits the good half", BrokenSubmissions::appliesHalf, "aSubmissionIsRefusedWhole"),
        broken("refuses the group with the unit", BrokenSubmissions::refusesGroups,
            "aRefusedSubmissionDoesNotDisturbItsGroup"),
        new BrokenStorage("looks for a key, then writes it", RacyKeys::new, "Concurrency",
            "oneKeySentManyTimesAtOnceIsOneTask"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Submissions", test);
  }

  private static Storage forgetsKeys(Storage storage) {
    return ChangedGroups.units(storage, Submit.class, submit -> new Submit(submit.tasks(), Optional.empty()));
  }

  private static Storage ignoresHashes(Storage storage) {
    return keys(storage, key -> new IdempotencyKey(key.project(), key.key(), ""));
  }

  private static Storage mixesProjects(Storage storage) {
    return keys(storage, key -> new IdempotencyKey("default", key.key(), key.requestHash()));
  }

  private static Storage ignoresCase(Storage storage) {
    return keys(
        storage, key -> new IdempotencyKey(key.project(), key.key().toLowerCase(Locale.ROOT), key.requestHash()));
  }

  private static Storage keys(Storage storage, UnaryOperator<IdempotencyKey> change) {
    return ChangedGroups.units(
        storage, Submit.class, submit -> new Submit(submit.tasks(), submit.key().map(change)));
  }

  private static Storage renewsUuids(Storage storage) {
    return ChangedGroups.units(
        storage,
        Submit.class,
        submit -> new Submit(submit.tasks().stream().map(BrokenSubmissions::renewed).toList(), submit.key()));
  }

  private static NewTask renewed(NewTask task) {
    return new NewTask(
        UUID.randomUUID(),
        task.spec(),
        task.status(),
        task.waitReason(),
        task.due(),
        task.claimOrder(),
        task.dependencies(),
        task.identifier(),
        task.continueFrom(),
        task.at(),
        task.event());
  }

  private static Storage appliesHalf(Storage storage) {
    return ChangedGroups.units(
        storage,
        Submit.class,
        submit -> new Submit(
            submit.tasks().stream().filter(task -> task.dependencies().stream().allMatch(known(storage))).toList(),
            submit.key()));
  }

  private static Predicate<Dependency> known(Storage storage) {
    return dependency -> !(dependency.upstream() instanceof Dependency.Upstream.Existing existing)
        || storage.find(existing.task()).isPresent();
  }

  /** Asks a copy of nothing first: a group with an orphan is refused as a whole. */
  private static Storage refusesGroups(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public GroupResult apply(Group group) {
        boolean orphan = group.units()
            .stream()
            .flatMap(unit -> unit instanceof Submit submit ? submit.tasks().stream() : Stream.of())
            .anyMatch(task -> !task.dependencies().stream().allMatch(known(storage)));
        if (!orphan) {
          return super.apply(group);
        }
        List<UnitResult> results = new ArrayList<>();
        group.units()
            .forEach(unit -> results.add(
                new UnitResult.Refused(Refusal.NOT_FOUND, "the whole group")));
        return new GroupResult(results, List.of(), List.of());
      }
    };
  }

  /** Remembers keys beside the storage, without a lock. The first two requests meet between looking and writing. */
  private static final class RacyKeys extends ForwardingStorage {

    private final Map<IdempotencyKey, UnitResult> seen = new ConcurrentHashMap<>();
    private final CyclicBarrier window = new CyclicBarrier(2);

    RacyKeys(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      if (!(group.units().get(0) instanceof Submit(List<NewTask> tasks, Optional<IdempotencyKey> key, var into))
          || key.isEmpty()) {
        return super.apply(group);
      }
      UnitResult before = seen.get(key.get());
      if (before != null) {
        return new GroupResult(List.of(before), List.of(), List.of());
      }
      meet();
      Unit withoutKey = new Submit(tasks, Optional.empty());
      GroupResult result = super.apply(ChangedGroups.withUnits(group, List.of(withoutKey)));
      seen.put(key.get(), new UnitResult.AlreadyApplied(((UnitResult.Applied) result.results().get(0)).tasks()));
      return result;
    }

    private void meet() {
      try {
        window.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
        window.reset();
      }
    }
  }
}
