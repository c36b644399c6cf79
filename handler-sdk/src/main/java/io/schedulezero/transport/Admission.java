package io.schedulezero.transport;

import java.util.Optional;

/**
 * Who may connect to a hub that has keys. It is asked for each new connection, and about every
 * second whether those that there are may stay.
 */
public interface Admission {
  /**
   * On any thread; must not block.
   *
   * @param publicKey which the other side has proved to have: 40 characters
   * @param host where it comes from, as an address
   * @return who it is, as {@link Peer#userId()} says it from then on; empty turns it away
   */
  Optional<String> admit(String publicKey, String host);

  /** Called twice a second, on a thread that may wait for a file: is there something new? */
  default void refresh() {}

  /** Whether who was admitted may be the worker of this name. On any thread; must not block. */
  default boolean allows(Peer peer, String worker) {
    return true;
  }

  /** Whether it may execute this handler, too. On any thread; must not block. */
  default boolean allows(Peer peer, String worker, String handler) {
    return true;
  }

  /** Another number than before if what was allowed may not be any more. On any thread. */
  default long version() {
    return 0;
  }
}
