package io.schedulezero.handler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says of itself, for those who cannot call it: a server about the handlers of its
 * workers. {@link HandlerDescriptions} writes it as JSON and reads it back.
 *
 * <pre>{@code
 * HandlerDescription welcome = catalog.find("send_welcome").orElseThrow().describe();
 * welcome.argsSchema(); // the text of a JSON Schema
 * }</pre>
 *
 * @param name as in {@link Handler#name}
 * @param description for people, at most 4,000 characters; empty if nobody wrote one
 * @param argsSchema JSON Schema of the arguments: the text of a JSON object
 * @param timeout of one attempt, more than zero, 36,600 days at most; null if there is none
 * @param retry what follows a failure; null for the scheduler's default
 * @param priority 0 to 9; higher goes first
 * @param tags words to find its runs by, at most 20 of at most 100 characters
 * @param limits names of the shared limits that its runs count against, as many and as long as tags
 * @param delivery what is promised when a process dies in the middle of an attempt
 * @param version of the code behind it, for people, at most 100 characters; null if it has none
 */
public record HandlerDescription(
    String name,
    String description,
    String argsSchema,
    @Nullable Duration timeout,
    @Nullable RetrySettings retry,
    int priority,
    List<String> tags,
    List<String> limits,
    Delivery delivery,
    @Nullable String version) {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  static final String NAME_ALLOWED =
      "letters, digits, _ . and -, at most 100, a letter or digit first";
  static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_600);
  static final int MAX_DESCRIPTION = 4_000;
  static final int MAX_VERSION = 100;

  /** How many tags, or limits, and how long one of them. */
  static final int MAX_WORDS = 20;

  static final int MAX_WORD = 100;

  /**
   * Checks the ranges.
   *
   * @throws InvalidHandler that names the handler, the field, the value and what is allowed
   */
  public HandlerDescription {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidHandler("handler " + Shown.text(name) + ": name is not " + NAME_ALLOWED);
    }
    checkLength(name, "description", description, MAX_DESCRIPTION);
    checkLength(name, "version", version == null ? "" : version, MAX_VERSION);
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw invalid(name, "timeout is " + Durations.format(timeout) + ", not more than zero");
    }
    if (timeout != null && timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw invalid(name, "timeout is " + Durations.format(timeout) + ", not 36600d at most");
    }
    if (priority < 0 || priority > 9) {
      throw invalid(name, "priority is " + priority + ", not 0 to 9");
    }
    if (delivery == Delivery.AT_MOST_ONCE && retry != null && retry.maxAttempts() > 1) {
      throw invalid(
          name,
          "retry has " + retry.maxAttempts() + " attempts, and at_most_once allows no second one");
    }
    tags = words(name, "tags", tags);
    limits = words(name, "limits", limits);
  }

  /** Of a handler that says nothing but its name. */
  public static HandlerDescription unsaid(String name) {
    return new HandlerDescription(
        name, "", "{}", null, null, 5, List.of(), List.of(), Delivery.AT_LEAST_ONCE, null);
  }

  /** The same of another version of the code. */
  public HandlerDescription withVersion(@Nullable String other) {
    return new HandlerDescription(
        name, description, argsSchema, timeout, retry, priority, tags, limits, delivery, other);
  }

  private static void checkLength(String name, String field, String text, int most) {
    if (text.length() > most) {
      throw invalid(
          name, field + " has " + text.length() + " characters, not " + most + " at most");
    }
  }

  private static List<String> words(String name, String field, Collection<String> words) {
    if (words.size() > MAX_WORDS) {
      throw invalid(name, field + " are " + words.size() + ", not " + MAX_WORDS + " at most");
    }
    for (String word : words) {
      if (word.isBlank() || word.length() > MAX_WORD) {
        throw invalid(
            name,
            field + " has " + Shown.text(word) + ", which is not 1 to " + MAX_WORD + " characters");
      }
    }
    return List.copyOf(words);
  }

  static InvalidHandler invalid(String name, String message) {
    return new InvalidHandler("handler " + Shown.text(name) + ": " + message);
  }
}
