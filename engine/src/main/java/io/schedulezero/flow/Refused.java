package io.schedulezero.flow;

/** The flow does not do what it was asked to, because of how things stand. Nothing has changed. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    NOT_FOUND,
    CONFLICT,
    VERSION
  }

  private final Reason reason;
  private final String why;

  Refused(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.why = message;
  }

  /** In words. */
  public String why() {
    return why;
  }

  public Reason reason() {
    return reason;
  }
}
