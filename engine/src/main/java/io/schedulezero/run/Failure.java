package io.schedulezero.run;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt did not succeed, in the words that people and failure groups need.
 *
 * @param type class of the exception, or a word of ours such as {@code timeout} or {@code lost}
 * @param message what it said
 * @param ownFrame the topmost stack frame that belongs to the handler's author, if there is one
 * @param stack the stack trace, shortened; empty if there is none
 */
public record Failure(String type, String message, @Nullable String ownFrame, String stack) {
  /** A failure that the scheduler itself noticed. */
  public static Failure of(String type, String message) {
    return new Failure(type, message, null, "");
  }
}
