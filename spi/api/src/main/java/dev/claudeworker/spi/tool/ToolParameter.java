package dev.claudeworker.spi.tool;

import dev.claudeworker.spi.Experimental;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a parameter of a {@link ToolMethod}, or a component of a record among them, means. */
@Experimental
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface ToolParameter {

  /**
   * What it means, written for a model.
   *
   * @return the description
   */
  String value();
}
