package io.schedulezero.input;

/** Text that is not a document at all, so that there is no field to name. */
public final class MalformedText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  MalformedText(String message, Place place) {
    super(message);
    this.place = place;
  }

  /** Where reading stopped. */
  public Place place() {
    return place;
  }
}
