package io.schedulezero;

/**
 * One thing that is wrong with a request.
 *
 * @param field where, such as {@code args.items[2]} or {@code trigger.expression}
 * @param message the value and what is allowed
 */
public record Problem(String field, String message) {
  @Override
  public String toString() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
