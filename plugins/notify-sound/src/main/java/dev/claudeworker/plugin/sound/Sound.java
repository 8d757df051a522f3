package dev.claudeworker.plugin.sound;

import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.task.EventTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The three sounds, and the notes of those that come with the plugin. */
enum Sound {
  /** A task starts: one short note. */
  START(new Note(660, 120)),
  /** A task completed: two notes upwards. */
  SUCCESS(new Note(660, 130), new Note(880, 220)),
  /** A task failed: two notes downwards. */
  FAILURE(new Note(440, 160), new Note(294, 320));

  private final List<Note> notes;

  Sound(Note... notes) {
    this.notes = List.of(notes);
  }

  /** The sound for an event; none for events that nobody needs to hear. */
  static Optional<Sound> of(String eventType) {
    return switch (eventType) {
      case EventTypes.TASK_STARTED -> Optional.of(START);
      case EventTypes.TASK_COMPLETED, EventTypes.ORCHESTRATION_COMPLETED, Notification.TEST -> Optional.of(SUCCESS);
      case EventTypes.TASK_FAILED, EventTypes.ORCHESTRATION_FAILED, EventTypes.ORCHESTRATION_TIMED_OUT ->
          Optional.of(FAILURE);
      default -> Optional.empty();
    };
  }

  List<Note> notes() {
    return notes;
  }

  /** The word in file names and keys. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
