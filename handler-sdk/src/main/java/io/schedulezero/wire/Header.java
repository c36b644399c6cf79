package io.schedulezero.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first frame of a message: 24 bytes that say what it is and to which session it belongs,
 * without a look into the body.
 *
 * @param type the number of a {@link Kind}, or one that this version does not know
 * @param flags of {@link #MUST_UNDERSTAND}, {@link #HAS_PAYLOAD} and {@link #RETRANSMIT}
 * @param session 64 bits without a meaning; 0 before the server has given one
 * @param seq counts the messages of a sender in a session, from 1; unsigned
 */
public record Header(int type, int flags, long session, long seq) {
  /** A receiver that does not know the type answers with an error. */
  public static final int MUST_UNDERSTAND = 0x01;

  /** A third frame follows. */
  public static final int HAS_PAYLOAD = 0x02;

  /** The same was sent before and not answered. */
  public static final int RETRANSMIT = 0x04;

  /** How many bytes it has. */
  public static final int LENGTH = 24;

  /** The version that this package speaks. */
  public static final int MAJOR = 1;

  static final int MAX_TYPE = 0xFF;

  private static final byte[] MAGIC = "SZW".getBytes(StandardCharsets.US_ASCII);
  private static final int ALL_FLAGS = MUST_UNDERSTAND | HAS_PAYLOAD | RETRANSMIT;

  public Header {
    Checks.between("type", type, 0, MAX_TYPE);
    if ((flags & ~ALL_FLAGS) != 0) {
      throw new IllegalArgumentException(
          String.format("flags are 0x%02x; only 0x01, 0x02 and 0x04 may be set", flags));
    }
    if (seq == 0) {
      throw new IllegalArgumentException("seq is 0; it must be 1 or more");
    }
  }

  /** For a message that is sent for the first time. */
  public static Header of(Message message, long session, long seq) {
    return new Header(
        message.kind().type(), message.payload() == null ? 0 : HAS_PAYLOAD, session, seq);
  }

  /** The same with a flag more. */
  public Header with(int flag) {
    return new Header(type, flags | flag, session, seq);
  }

  public boolean mustBeUnderstood() {
    return (flags & MUST_UNDERSTAND) != 0;
  }

  public boolean hasPayload() {
    return (flags & HAS_PAYLOAD) != 0;
  }

  public boolean isRetransmitted() {
    return (flags & RETRANSMIT) != 0;
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(MAGIC)
        .put((byte) MAJOR)
        .put((byte) type)
        .put((byte) flags)
        .putShort((short) 0)
        .putLong(session)
        .putLong(seq)
        .array();
  }

  /** Looks at the version first: another one may have another header. */
  static Header read(byte[] frame) throws BadFrame {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= frame.length || frame[i] != MAGIC[i]) {
        throw BadFrame.of("the first frame does not begin with SZW");
      }
    }
    if (frame.length > MAGIC.length && frame[MAGIC.length] != MAJOR) {
      throw BadFrame.badVersion(Byte.toUnsignedInt(frame[MAGIC.length]));
    }
    if (frame.length != LENGTH) {
      throw BadFrame.of("the header has " + frame.length + " bytes; it must have " + LENGTH);
    }
    ByteBuffer in = ByteBuffer.wrap(frame, MAGIC.length + 1, LENGTH - MAGIC.length - 1);
    int type = Byte.toUnsignedInt(in.get());
    int flags = Byte.toUnsignedInt(in.get());
    in.getShort(); // reserved
    try {
      return new Header(type, flags, in.getLong(), in.getLong());
    } catch (IllegalArgumentException e) {
      throw BadFrame.of("in the header, " + e.getMessage());
    }
  }
}
