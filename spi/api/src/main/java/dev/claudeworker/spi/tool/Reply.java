package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;

/**
 * An answer to a question.
 *
 * @param accepted false if the person refused to answer; the content is empty then
 * @param content what was answered; that of a form fits its schema
 */
@Experimental
public record Reply(boolean accepted, JsonObject content) {

  /** Nobody wants to answer. */
  public static final Reply DECLINED = new Reply(false, JsonObject.EMPTY);

  /**
   * Whether the person said yes to {@link Question#confirm}.
   *
   * @return true for an accepted form with {@code confirm: true}
   */
  public boolean confirmed() {
    return accepted && content.get("confirm").equals(Optional.of(new JsonBoolean(true)));
  }
}
