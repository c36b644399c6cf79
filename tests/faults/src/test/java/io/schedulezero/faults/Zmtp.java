package io.schedulezero.faults;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in one direction of a ZMTP 3 connection without encryption: a greeting of 64
 * bytes, then frames, each with flags and a length before it. One thread.
 */
final class Zmtp {
  private static final int GREETING = 64;
  private static final int MORE = 0x01;
  private static final int LONG = 0x02;
  private static final int COMMAND = 0x04;
  private static final byte[] MAGIC = "SZW".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 24;

  private int greeted;
  private byte[] waiting = {};

  /** Takes what has come, and returns what is whole by now. */
  List<Seen> feed(byte[] bytes) {
    List<Seen> whole = new ArrayList<>();
    int greeting = Math.min(GREETING - greeted, bytes.length);
    if (greeting > 0) {
      greeted += greeting;
      whole.add(new Seen(Arrays.copyOf(bytes, greeting), null));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(waiting);
    all.write(bytes, greeting, bytes.length - greeting);
    ByteBuffer in = ByteBuffer.wrap(all.toByteArray());
    for (Seen next = next(in); next != null; next = next(in)) {
      whole.add(next);
    }
    waiting = new byte[in.remaining()];
    in.get(waiting);
    return whole;
  }

  /** The next message or command; null, and nothing is taken, if it is not all there. */
  private static @Nullable Seen next(ByteBuffer in) {
    int from = in.position();
    ByteBuffer first = null;
    int flags = MORE;
    while ((flags & MORE) != 0) {
      int head = in.position();
      if (in.remaining() < 2 || in.remaining() < lengthOfHead(in.get(head))) {
        in.position(from);
        return null;
      }
      flags = in.get();
      long length = (flags & LONG) != 0 ? in.getLong() : Byte.toUnsignedInt(in.get());
      if (in.remaining() < length) {
        in.position(from);
        return null;
      }
      if (first == null) {
        first = in.slice(in.position(), (int) length);
      }
      in.position(in.position() + (int) length);
    }
    byte[] bytes = new byte[in.position() - from];
    in.get(from, bytes);
    boolean ours = (flags & COMMAND) == 0 && first != null && isHeader(first);
    return new Seen(bytes, ours ? first : null);
  }

  private static int lengthOfHead(int flags) {
    return (flags & LONG) != 0 ? 1 + Long.BYTES : 2;
  }

  private static boolean isHeader(ByteBuffer frame) {
    return frame.limit() == HEADER && frame.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }
}
