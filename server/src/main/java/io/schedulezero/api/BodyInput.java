package io.schedulezero.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that may have so many bytes and no more, and that there must be room for. */
final class BodyInput extends FilterInputStream {
  private static final long MOST_DRAINED = 1L << 26;

  private final long most;
  private final BodyBudget.Share share;
  private long read;

  BodyInput(InputStream in, long most, BodyBudget.Share share) {
    super(in);
    this.most = most;
    this.share = share;
  }

  /** Refuses a length that is too much, and makes room for it; nothing is known if negative. */
  void expect(long length) {
    if (length > most) {
      throw new Refusal(Code.BODY_TOO_LARGE, "The body is longer than " + most + " bytes.");
    }
    share.growTo(length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    read += Math.max(0, count);
    expect(read);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads the rest away: a client that still sends would not see the answer. */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    long drained = 0;
    while (drained < MOST_DRAINED) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      drained += count;
    }
  }
}
