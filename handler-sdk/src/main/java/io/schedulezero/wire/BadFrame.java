package io.schedulezero.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is no message of this protocol, or would not be one. Its message is for people: it names the
 * place, what is there and what is allowed. It has no stack trace, because peers provoke it at
 * will.
 */
public final class BadFrame extends Exception {
  private final ErrorReport report;

  private BadFrame(ErrorReport report) {
    super(report.msg(), null, false, false);
    this.report = report;
  }

  static BadFrame of(String message) {
    return of(ErrorCode.BAD_FRAME, message, null);
  }

  static BadFrame of(ErrorCode code, String message, @Nullable Header header) {
    return new BadFrame(new ErrorReport(code, message, ref(header), false, null, null));
  }

  static BadFrame badVersion(int major) {
    String message = "the message is of version " + major + "; spoken here is " + Header.MAJOR;
    Versions spoken = new Versions(Header.MAJOR, Header.MAJOR);
    return new BadFrame(new ErrorReport(ErrorCode.BAD_VERSION, message, null, true, null, spoken));
  }

  private static ErrorReport.@Nullable Ref ref(@Nullable Header header) {
    boolean canBeTold = header != null && header.seq() > 0 && header.seq() <= Checks.MAX_NUMBER;
    return header != null && canBeTold ? new ErrorReport.Ref(header.type(), header.seq()) : null;
  }

  /** {@code BAD_FRAME}, {@code BAD_VERSION} or {@code TOO_LARGE}. */
  public ErrorCode code() {
    return report.code();
  }

  /** What the peer is told, as a {@code ProtocolError}. */
  public ErrorReport report() {
    return report;
  }
}
