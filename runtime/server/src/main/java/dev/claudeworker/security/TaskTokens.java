package dev.claudeworker.security;

import dev.claudeworker.spi.task.TaskId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and reads the tokens of tasks. A token is what it stands for, signed with a key of this installation, so nothing needs to
 * be stored and a restart changes nothing. Safe for use from any thread.
 */
public final class TaskTokens {

  private static final String PREFIX = "cwt1.";
  private static final Pattern FORM =
      Pattern.compile("cwt1\\.([1-9][0-9]{0,17})\\.([1-9][0-9]{0,8})\\.([0-9a-f-]{36})\\.([A-Za-z0-9_-]{43})");

  /** The key signs other things too; none of them is a token. */
  private static final String PURPOSE = "task token";

  private final Signer signer;

  /**
   * With a key.
   *
   * @param secret the text of the key, not empty
   */
  public TaskTokens(String secret) {
    this.signer = Signer.whole(secret);
  }

  /** The token of an attempt; the same whenever it is asked for. */
  public String issue(TaskGrant grant) {
    String claim = PREFIX + grant.task() + "." + grant.attempt() + "." + grant.attemptId();
    return claim + "." + signer.sign(PURPOSE, claim);
  }

  /** Whether a text means to be such a token, right or wrong. */
  static boolean looksLikeOne(String shown) {
    return shown.startsWith(PREFIX);
  }

  /** What a token stands for; empty if it was not made here. */
  public Optional<TaskGrant> read(String shown) {
    Matcher parts = FORM.matcher(shown);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String claim = shown.substring(0, shown.lastIndexOf('.'));
    return signer.fits(PURPOSE, claim, parts.group(4))
        ? Optional.of(new TaskGrant(new TaskId(Long.parseLong(parts.group(1))), Integer.parseInt(parts.group(2)),
            UUID.fromString(parts.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "TaskTokens[hidden]";
  }
}
