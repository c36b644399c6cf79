package io.schedulezero.wire;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a worker says to a server, or a server to a worker.
 *
 * <p>The components of a message have the names of its keys in JSON. Times are durations in
 * milliseconds, because the clocks of two machines are never compared. The constructors refuse what
 * the protocol forbids with an {@link IllegalArgumentException} that names the key.
 */
public sealed interface Message permits FromWorker, FromServer {
  /** What kind of message it is. */
  Kind kind();

  /** The bytes that travel beside the body; null if there are none. */
  default @Nullable Payload payload() {
    return null;
  }
}
