package io.schedulezero.trigger;

/** A trigger that cannot be read, contradicts itself or never fires. */
public final class InvalidTrigger extends IllegalArgumentException {
  private final String field;

  /**
   * @param field the path of the field at fault, e.g. {@code trigger.expression}
   * @param message names the value and what is allowed
   */
  public InvalidTrigger(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
