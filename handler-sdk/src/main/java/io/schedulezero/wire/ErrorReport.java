package io.schedulezero.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong, told to the peer.
 *
 * @param msg for people
 * @param ref the message that was refused, if it could be read that far
 * @param fatal whether the session is over
 * @param retryInMs when to try again, if that is known
 * @param versions the major versions that the sender speaks; only with {@code BAD_VERSION}, where
 *     the body has them as {@code min} and {@code max}
 */
public record ErrorReport(
    ErrorCode code,
    String msg,
    @Nullable Ref ref,
    boolean fatal,
    @Nullable Long retryInMs,
    @Nullable Versions versions) {
  /** Names a message by the type and the seq of its header. */
  public record Ref(int type, long seq) {
    public Ref {
      Checks.between("ref.type", type, 0, Header.MAX_TYPE);
      Checks.atLeast("ref.seq", seq, 1);
    }
  }

  public ErrorReport {
    Checks.atLeast("retryInMs", retryInMs, 0);
    if ((versions != null) != (code == ErrorCode.BAD_VERSION)) {
      throw new IllegalArgumentException(
          "min and max go with code BAD_VERSION and with no other, not with " + code);
    }
  }
}
