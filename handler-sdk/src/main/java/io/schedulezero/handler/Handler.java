package io.schedulezero.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a plain object a handler: a named unit of work that runs on time.
 *
 * <pre>{@code
 * final class Mailer {
 *   @Handler(timeout = "30s", retry = @Retry(maxAttempts = 5))
 *   void sendWelcome(String email, RunContext run) {
 *     run.logger().info("Welcome, {}", email);
 *   }
 * }
 * }</pre>
 *
 * <p>The method may have any visibility. It is called on the registered object, by several threads
 * at the same time. Its parameters are bound by name from one JSON object; a {@link RunContext}
 * parameter gets the run. What it returns is written as JSON and becomes the result of the run; a
 * {@link java.util.concurrent.CompletionStage} is awaited without holding a thread. What it throws
 * decides what follows: {@link GiveUp}, {@link RetryLater}, anything else follows the retry policy.
 *
 * <p>Arguments may be
 *
 * <ul>
 *   <li>{@code boolean}, numbers (also {@code BigInteger} and {@code BigDecimal}), {@code char},
 *       {@code String}, enums by their exact name, {@code UUID}, {@code URI}, {@code byte[]} in
 *       base64;
 *   <li>times: {@code Instant}, {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code
 *       OffsetDateTime}, {@code ZonedDateTime}, {@code YearMonth}, {@code MonthDay}, {@code
 *       ZoneId}, {@code ZoneOffset}, {@code Period}, and {@code Duration} as {@link Durations}
 *       reads it;
 *   <li>{@code List}, {@code Collection}, {@code Set}, arrays, {@code Map} with a text or whole
 *       number as key, {@code Optional} and its siblings;
 *   <li>records of all these, also generic ones and such that contain themselves; what their
 *       constructor throws refuses the argument;
 *   <li>any JSON but null as {@code tools.jackson.databind.JsonNode}, or as {@code Object} for
 *       maps, lists, strings, numbers and booleans.
 * </ul>
 *
 * <p>They are read strictly: a string is no number, a missing one or null is refused unless {@link
 * Arg} has a default or the type is {@code @Nullable} or optional, an unknown one is refused.
 *
 * <p>Everything that can be wrong is refused with {@link InvalidHandler} when the object is
 * registered. An annotated method that a subclass overrides stays a handler; the override is what
 * runs.
 *
 * @see Arg
 * @see HandlerCatalog#of(Object...)
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Handler {
  /**
   * The name by which runs and schedules call it: letters, digits, {@code _}, {@code .} and {@code
   * -}, at most 100, unique among all registered objects. Unless told, the method's name in
   * snake_case: {@code send_welcome} for {@code sendWelcome}.
   */
  String name() default "";

  /** One or two sentences for people who choose a handler. */
  String description() default "";

  /**
   * Longest time that one attempt may take, such as {@code "30s"}, {@code "5m"} or {@code
   * "PT1H30M"}; then it is interrupted. Unless told, there is no limit of its own. A run or
   * schedule may say otherwise.
   */
  String timeout() default "";

  /**
   * What follows a failure, at most one. Unless told, the scheduler's default. A run or schedule
   * may say otherwise.
   */
  Retry[] retry() default {};

  /** 0 to 9; higher goes first. A run or schedule may say otherwise. */
  int priority() default 5;

  /** Names of the shared limits that its runs count against, such as {@code "database"}. */
  String[] limits() default {};

  /** Words to find its runs by. */
  String[] tags() default {};

  /** What is promised when a process dies in the middle of an attempt. */
  Delivery delivery() default Delivery.AT_LEAST_ONCE;
}
