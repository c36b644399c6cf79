package io.schedulezero.wire;

import java.util.Optional;

/** What a message is, by the number in its header. Servers send those from 0x41 up. */
public enum Kind {
  READY(0x01),
  HEARTBEAT(0x02),
  WORKER_ACK(0x03),
  PROGRESS(0x04),
  LOG(0x05),
  RESULT(0x06),
  WORKER_BYE(0x07),
  WORKER_ERROR(0x08),
  WELCOME(0x41),
  HEARTBEAT_OK(0x42),
  RUN(0x43),
  CANCEL(0x44),
  SERVER_ACK(0x45),
  DRAIN(0x46),
  SERVER_BYE(0x47),
  SERVER_ERROR(0x48);

  private static final Kind[] BY_TYPE = new Kind[Header.MAX_TYPE + 1];

  static {
    for (Kind kind : values()) {
      BY_TYPE[kind.type] = kind;
    }
  }

  private final int type;

  Kind(int type) {
    this.type = type;
  }

  /** The number in the header. */
  public int type() {
    return type;
  }

  /** The kind with this number, if this version of the protocol has one. */
  public static Optional<Kind> of(int type) {
    return Optional.ofNullable(BY_TYPE[type]);
  }

  /** Whether bytes may travel beside the body. */
  public boolean mayHavePayload() {
    return this == READY || this == RUN || this == LOG || this == RESULT;
  }
}
