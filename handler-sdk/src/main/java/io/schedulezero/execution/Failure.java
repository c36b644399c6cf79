package io.schedulezero.execution;

import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed.
 *
 * @param type class of the exception, or a word of ours such as {@code timeout}
 * @param message what it said
 * @param ownFrame the topmost stack frame that belongs to the handler's author, if there is one
 * @param stack the stack trace, shortened; empty if there is none
 */
public record Failure(String type, String message, @Nullable String ownFrame, String stack) {
  /** A failure that no exception tells of. */
  public static Failure of(String type, String message) {
    return new Failure(type, message, null, "");
  }
}
