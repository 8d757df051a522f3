package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a source file in the folder of the user's tools a tool: named like the method, its parameters the
 * arguments. Parameters may be texts, numbers, truth values, enums, records of such, lists of such, and {@code Optional} for
 * what need not be given; a {@link ToolCall} parameter gets the call itself. What is returned is told as text or JSON; an
 * exception is told to the model by its message.
 */
@Experimental
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {

  /**
   * What the tool does, written for a model: when to use it and what comes back.
   *
   * @return the description
   */
  String value();

  /**
   * Whether it changes nothing.
   *
   * @return false unless given
   */
  boolean readOnly() default false;
}
