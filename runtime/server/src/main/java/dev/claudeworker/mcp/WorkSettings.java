package dev.claudeworker.mcp;

import java.time.Duration;

/**
 * Bounds of work that is followed and of questions.
 *
 * @param handles whether clients that can follow work get handles to it
 * @param pollInterval how often they are advised to ask, and how often the server looks on behalf of those who wait
 * @param maxFollowed most handles and resources that one client has the server look at
 * @param answerWithin how long a client has for the answers to one round of questions
 */
public record WorkSettings(boolean handles, Duration pollInterval, int maxFollowed, Duration answerWithin) {

  /** What counts unless configured. */
  public static final WorkSettings DEFAULT =
      new WorkSettings(true, Duration.ofSeconds(1), 100, Duration.ofHours(1));
}
