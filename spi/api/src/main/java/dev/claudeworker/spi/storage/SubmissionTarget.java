package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.task.TaskOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The orchestration to which submitted tasks belong. */
public sealed interface SubmissionTarget {

  /**
   * The one event of the whole graph.
   *
   * @return the event; its subject is the orchestration
   */
  EventDraft event();

  /**
   * An orchestration that the submission makes, pending at first.
   *
   * @param uuid its identity, chosen by the submitter; a repeated submission with it is answered as one
   * @param project what it belongs to
   * @param name a title for people
   * @param settings what the submitter chose
   * @param origin where it comes from
   * @param at when it was submitted
   * @param deadline when its time runs out
   * @param event the event to write
   */
  record NewOrchestration(
      UUID uuid,
      String project,
      Optional<String> name,
      OrchestrationSettings settings,
      TaskOrigin origin,
      Instant at,
      Optional<Instant> deadline,
      EventDraft event)
      implements SubmissionTarget {}

  /**
   * An orchestration that exists. Its status stays as it is until {@link DownstreamRule#settle} is asked at the end of the
   * group.
   *
   * @param orchestration its id
   * @param event the event to write
   */
  record Existing(OrchestrationId orchestration, EventDraft event) implements SubmissionTarget {}
}
