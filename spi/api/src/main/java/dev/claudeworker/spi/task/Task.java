package dev.claudeworker.spi.task;

import java.util.UUID;

/**
 * A task as it stands in storage, without its heavy texts.
 *
 * @param id the number for people
 * @param uuid the identity for machines, chosen by the submitter; also the idempotency of the submission
 * @param version grows with every change of the row except its progress and what holds it back; the ETag of the API
 * @param promptPreview the first characters of the prompt, at most 200
 * @param settings what the submitter chose
 * @param state where it stands
 * @param place its place in an orchestration
 * @param times when what happened
 */
public record Task(
    TaskId id,
    UUID uuid,
    long version,
    String promptPreview,
    TaskSettings settings,
    TaskState state,
    TaskPlace place,
    TaskTimes times) {

  /** Longest {@link #promptPreview}, in characters. */
  public static final int PREVIEW_LENGTH = 200;

  /**
   * Its status.
   *
   * @return the status of its state
   */
  public TaskStatus status() {
    return state.status();
  }
}
