package dev.claudeworker.torture.history;

import java.util.Arrays;
import java.util.List;

/**
 * One line of a history. The order of the lines is the order of what happened: each is one appending write of somebody who saw
 * it, after he saw it.
 */
public sealed interface Line {

  /** The key of a task that no line is about. */
  String NO_TASK = "-";

  /** The words of the line, the first one its kind. */
  List<String> words();

  /**
   * A child of a task began.
   *
   * @param task the key of its task
   * @param attempt the token of its attempt
   */
  record Started(String task, String attempt) implements Line {
    @Override
    public List<String> words() {
      return List.of("started", task, attempt);
    }
  }

  /**
   * A child of a task is about to end by itself.
   *
   * @param task the key of its task
   * @param attempt the token of its attempt
   * @param exitCode its exit code
   */
  record Ended(String task, String attempt, int exitCode) implements Line {
    @Override
    public List<String> words() {
      return List.of("ended", task, attempt, Integer.toString(exitCode));
    }
  }

  /**
   * A child found another one of its own task alive.
   *
   * @param task the key of the task
   * @param attempt the token of the one that noticed
   * @param otherPid the process that it found
   */
  record Overlap(String task, String attempt, String otherPid) implements Line {
    @Override
    public List<String> words() {
      return List.of("overlap", task, attempt, otherPid);
    }
  }

  /**
   * The server acknowledged a task.
   *
   * @param task its key
   * @param id the number that it was given
   */
  record Submitted(String task, long id) implements Line {
    @Override
    public List<String> words() {
      return List.of("submitted", task, Long.toString(id));
    }
  }

  /**
   * The server acknowledged that a task is cancelled, or will be.
   *
   * @param task its key
   * @param status its state in the answer
   */
  record Cancelled(String task, String status) implements Line {
    @Override
    public List<String> words() {
      return List.of("cancelled", task, status);
    }
  }

  /**
   * Somebody is about to ask that an ended task be tried again. Before the call, since it may work without being answered.
   *
   * @param task its key
   */
  record Retrying(String task) implements Line {
    @Override
    public List<String> words() {
      return List.of("retrying", task);
    }
  }

  /**
   * A reader saw a task in a final state.
   *
   * @param task its key
   * @param status the state
   */
  record Seen(String task, String status) implements Line {
    @Override
    public List<String> words() {
      return List.of("seen", task, status);
    }
  }

  /**
   * A reader saw a task that neither runs nor says why.
   *
   * @param task its key
   * @param status its state
   */
  record Silent(String task, String status) implements Line {
    @Override
    public List<String> words() {
      return List.of("silent", task, status);
    }
  }

  /**
   * Something was broken on purpose.
   *
   * @param name what
   * @param endsChildren whether children may end by it, so that attempts are lost
   */
  record Fault(String name, boolean endsChildren) implements Line {
    @Override
    public List<String> words() {
      return List.of("fault", NO_TASK, name, Boolean.toString(endsChildren));
    }
  }

  /** Reads a line as it stands in the file. */
  static Line parse(String text) {
    List<String> words = Arrays.asList(text.split("\t", -1));
    return switch (words.getFirst()) {
      case "started" -> new Started(words.get(1), words.get(2));
      case "ended" -> new Ended(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
      case "overlap" -> new Overlap(words.get(1), words.get(2), words.get(3));
      case "submitted" -> new Submitted(words.get(1), Long.parseLong(words.get(2)));
      case "cancelled" -> new Cancelled(words.get(1), words.get(2));
      case "retrying" -> new Retrying(words.get(1));
      case "seen" -> new Seen(words.get(1), words.get(2));
      case "silent" -> new Silent(words.get(1), words.get(2));
      case "fault" -> new Fault(words.get(2), Boolean.parseBoolean(words.get(3)));
      default -> throw new IllegalArgumentException("not a line of a history: " + text);
    };
  }

  /** The line as it stands in the file, with its end. */
  default String print() {
    return String.join("\t", words()) + "\n";
  }
}
