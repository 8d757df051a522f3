package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.testkit.Drafts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Orchestrations that are not one, and lanes that do not hold. */
final class BrokenGraphs {

  private BrokenGraphs() {}

  static List<BrokenStorage> all() {
    return List.of(
        new BrokenStorage("gives every orchestration a new uuid", BrokenGraphs::renewsUuids, "GraphSubmissions",
            "aRepeatedOrchestrationAnswersTheFirst"),
        new BrokenStorage("gives every orchestration a new uuid", BrokenGraphs::renewsUuids, "GraphSubmissions",
            "oneOrchestrationSubmittedManyTimesAtOnceIsOne"),
        new BrokenStorage("changes identifiers that are taken", BrokenGraphs::changesIdentifiers, "GraphSubmissions",
            "identifiersAreUniqueInAnOrchestration"),
        new BrokenStorage("writes an event for every task", BrokenGraphs::eventsPerTask, "GraphSubmissions",
            "aGraphHasOneEventOfItsOwn"),
        lane("has no lanes", BrokenGraphs::withoutLanes, "theSecondTaskOfALaneIsHeldUntilTheFirstHasEnded"),
        lane("lets orchestrations run as wide as they can", BrokenGraphs::unlimited,
            "generatedTasksKeepTheirLimitsAndAllComeToAnEnd"),
        lane("lets orchestrations run as wide as they can", BrokenGraphs::unlimited,
            "anOrchestrationRunsOnlySoManyTasksAtOnce"),
        lane("gives places to the last", BrokenGraphs::lastFirst, "aPlaceGoesToTheFirstInClaimOrder"));
  }

  private static BrokenStorage lane(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Lanes", test);
  }

  private static Storage renewsUuids(Storage storage) {
    return ChangedTasks.tasks(
        ChangedTasks.orchestrations(storage, made -> with(made, UUID.randomUUID(), made.settings())),
        BrokenGraphs::renewed);
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

  private static NewOrchestration with(NewOrchestration made, UUID uuid, OrchestrationSettings settings) {
    return new NewOrchestration(
        uuid, made.project(), made.name(), settings, made.origin(), made.at(), made.deadline(), made.event());
  }

  private static Storage changesIdentifiers(Storage storage) {
    return ChangedTasks.tasks(
        storage,
        task -> ChangedTasks.with(task, task.identifier().map(name -> name + UUID.randomUUID()), task.event()));
  }

  private static Storage eventsPerTask(Storage storage) {
    return ChangedTasks.tasks(
        storage,
        task -> ChangedTasks.with(task, task.identifier(), Optional.of(Drafts.event("task.submitted"))));
  }

  private static Storage withoutLanes(Storage storage) {
    return ChangedTasks.tasks(storage, ChangedTasks::withoutLane);
  }

  private static Storage unlimited(Storage storage) {
    return ChangedTasks.orchestrations(storage, made -> {
      OrchestrationSettings old = made.settings();
      return with(
          made,
          made.uuid(),
          new OrchestrationSettings(
              old.failurePolicy(), OptionalInt.empty(), old.timeout(), old.priority(), old.baseDirectory()));
    });
  }

  private static Storage lastFirst(Storage storage) {
    return ChangedTasks.tasks(
        storage,
        task -> new NewTask(
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
            task.event()));
  }
}
