package io.schedulezero.wire;

/** Why something was refused, or why a session ends. */
public enum ErrorCode {
  /** The header has another major version; the session cannot go on. */
  BAD_VERSION,
  /** What came is no message of this protocol. */
  BAD_FRAME,
  /** A body or a payload is larger than what was agreed on. */
  TOO_LARGE,
  /** The worker may not have this name or host these handlers. */
  NOT_AUTHORIZED,
  /** The server does not know the session: begin a new one. */
  NO_SESSION,
  /** A later attempt of the run has begun: abort this one. */
  STALE_FENCE,
  UNKNOWN_RUN,
  /** The worker does not host the handler. */
  UNKNOWN_HANDLER,
  /** Too many messages in a short time. */
  RATE_LIMITED,
  /** There is no room for more; try again later. */
  OVERLOADED,
  /** Another process has taken the worker's name. */
  SUPERSEDED,
  /** Takes no new runs, because it is going to stop. */
  DRAINING,
  /** Is stopping now. */
  SHUTTING_DOWN,
  /** A fault of the sender's own. */
  INTERNAL
}
