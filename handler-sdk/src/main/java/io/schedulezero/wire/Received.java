package io.schedulezero.wire;

/** What frames turned out to be. */
public sealed interface Received {
  Header header();

  /** A message of this version. */
  record Known(Header header, Message message) implements Received {}

  /**
   * A message of a type that this version does not know, and that need not be understood: to be
   * ignored.
   */
  record Unknown(Header header) implements Received {}
}
