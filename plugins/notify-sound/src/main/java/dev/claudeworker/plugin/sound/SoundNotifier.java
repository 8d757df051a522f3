package dev.claudeworker.plugin.sound;

import dev.claudeworker.command.CommandResult;
import dev.claudeworker.command.SmallCommand;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays sounds. Used by one thread at a time. */
final class SoundNotifier implements Notifier {

  private static final Logger log = LoggerFactory.getLogger(SoundNotifier.class);

  private static final ErrorCode NO_PLAYER = ErrorCode.configuration("no_sound_player");
  private static final ErrorCode NOT_PLAYED = ErrorCode.external("sound_not_played");
  private static final ErrorCode NO_FILE = ErrorCode.configuration("sound_file_missing");

  private static final Delivery NO_PLAYER_INSTALLED = new Delivery.NotWanted("no player is installed");
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

  private final SoundConfig config;
  private final SoundFiles files;
  private final Players players;
  private final InstantSource clock;
  private boolean saidNoPlayer;

  /** Until then nobody looks for a player again: many servers never have one, and looking walks over the whole search path. */
  private Instant noPlayerUntil = Instant.MIN;

  SoundNotifier(SoundConfig config, SoundFiles files, Players players, InstantSource clock) {
    this.config = config;
    this.files = files;
    this.players = players;
    this.clock = clock;
  }

  @Override
  public EventSelection events() {
    return EventSelection.of(
        EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED, EventTypes.TASK_FAILED, EventTypes.ORCHESTRATION_COMPLETED,
        EventTypes.ORCHESTRATION_FAILED, EventTypes.ORCHESTRATION_TIMED_OUT);
  }

  @Override
  public Delivery send(Notification notification) throws InterruptedException {
    Optional<Sound> sound = Sound.of(notification.event().type());
    if (sound.isEmpty()) {
      return new Delivery.NotWanted("there is no sound for this event");
    }
    if (notification.event().at().plus(config.maxDelay()).isBefore(clock.instant())) {
      return new Delivery.NotWanted("it is too late for a sound");
    }
    if (!notification.isTest() && clock.instant().isBefore(noPlayerUntil)) {
      return NO_PLAYER_INSTALLED;
    }
    Path file = file(sound.get());
    List<SmallCommand> commands = players.commands(file);
    return commands.isEmpty() ? noPlayer(notification) : play(commands, file);
  }

  private Path file(Sound sound) {
    Path file;
    try {
      file = files.file(sound);
    } catch (IOException unwritable) {
      throw new WorkerException(NO_FILE, "The built-in sound could not be written: " + unwritable.getMessage(),
          "Make the folder 'sounds' in the home writable, or choose a file of your own.", unwritable);
    }
    if (!Files.isReadable(file)) {
      throw new WorkerException(NO_FILE, "The sound file " + file + " cannot be read.",
          "Choose another one in plugins.notify-sound or in the environment.");
    }
    return file;
  }

  private static Delivery play(List<SmallCommand> commands, Path file) throws InterruptedException {
    List<String> attempts = new ArrayList<>();
    for (SmallCommand command : commands) {
      String player = String.valueOf(Path.of(command.vector().getFirst()).getFileName());
      CommandResult result = command.run();
      if (result.isSuccess() || result instanceof CommandResult.TimedOut) {
        return new Delivery.Delivered("played " + file.getFileName() + " with " + player
            + (result.isSuccess() ? "" : ", cut off after its time limit"));
      }
      attempts.add(player + " " + result.text());
    }
    throw new WorkerException(NOT_PLAYED, "The sound was not played: " + String.join(", ", attempts) + ".",
        "Try the player by hand with " + file + ", or switch sounds off (plugins.notify-sound.enabled).");
  }

  /** Many servers have no speakers: not a failure unless a person wants to hear something. */
  private Delivery noPlayer(Notification notification) {
    String looked = "none of " + String.join(", ", players.names()) + " is on the server's search path";
    if (notification.isTest()) {
      throw new WorkerException(NO_PLAYER, "There is no program that plays sounds: " + looked + ".",
          "Install one of them and restart the server.");
    }
    if (!saidNoPlayer) {
      saidNoPlayer = true;
      log.info("No sounds are played: {}", looked);
    }
    noPlayerUntil = clock.instant().plus(LOOK_AGAIN_AFTER);
    return NO_PLAYER_INSTALLED;
  }
}
