package io.schedulezero.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more about an argument than its Java type does. It also goes on components of a record that
 * is an argument.
 *
 * <pre>{@code
 * @Handler
 * void report(
 *     @Arg(description = "The day to report on") LocalDate day,
 *     @Arg(value = "format", defaultValue = "pdf") Format output) { … }
 * }</pre>
 *
 * <p>Without it, the argument has the name of the parameter, which needs the compiler's {@code
 * -parameters}. An argument must be given unless it has a default, is {@code @Nullable} or is an
 * {@link java.util.Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Arg {
  /** What {@link #defaultValue} is when there is none. */
  String NONE = "\u0000";

  /** The argument's name in JSON. Unless told, the parameter's name. */
  String value() default "";

  /**
   * What the argument is when it is not given. For an argument that is a string in JSON (texts,
   * enums, dates, durations, …) the plain text, {@code "pdf"} or {@code "10s"}; for all others
   * JSON, {@code "5"}, {@code "true"} or {@code "[1, 2]"}.
   */
  String defaultValue() default NONE;

  /** One sentence for people who fill it in. */
  String description() default "";
}
