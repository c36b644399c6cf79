package io.schedulezero.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of messages and messages of frames. Whatever the frames hold, they become a value or
 * a {@link BadFrame}. Safe for use by many threads.
 */
public final class Codec {
  /** Largest body, in bytes. */
  public static final int MAX_BODY = 64 * 1024;

  /** Largest payload unless the server says otherwise, in bytes. */
  public static final int DEFAULT_MAX_PAYLOAD = 256 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What the platform reads instead of bytes that are no UTF-8; a text may have it, too. */
  private static final char REPLACEMENT = '\uFFFD';

  private final int maxPayload;

  /**
   * A codec for one setting.
   *
   * @param maxPayload {@code limits.payload} of the session, in bytes
   */
  public Codec(int maxPayload) {
    Checks.atLeast("limits.payload", maxPayload, 0);
    this.maxPayload = maxPayload;
  }

  /** The frames of a message that is sent for the first time. */
  public byte[][] encode(Message message, long session, long seq) throws BadFrame {
    return encode(Header.of(message, session, seq), message);
  }

  /**
   * The frames of a message. Half of a surrogate pair in a text is written as {@code ?}.
   *
   * @throws IllegalArgumentException if the header is not one for this message
   * @throws BadFrame if the body or the payload would be too large, or the {@code args} of a run
   *     cannot travel in a body
   */
  public byte[][] encode(Header header, Message message) throws BadFrame {
    Payload payload = message.payload();
    if (header.type() != message.kind().type() || header.hasPayload() != (payload != null)) {
      throw new IllegalArgumentException(header + " is no header of a " + message.kind());
    }
    byte[] body = body(message);
    checkSizes(header, body.length, payload == null ? 0 : payload.bytes().length);
    return payload == null
        ? new byte[][] {header.toBytes(), body}
        : new byte[][] {header.toBytes(), body, payload.bytes()};
  }

  private static byte[] body(Message message) throws BadFrame {
    try {
      return Bodies.write(message).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw BadFrame.of("a " + message.kind() + " cannot be sent: " + e.getMessage());
    }
  }

  /** What the frames are: all of a message, without the routing frame that a socket adds. */
  public Received decode(byte[]... frames) throws BadFrame {
    if (frames.length == 0) {
      throw BadFrame.of("the message has no frames");
    }
    Header header = Header.read(frames[0]);
    try {
      return decode(header, frames);
    } catch (IllegalArgumentException e) {
      throw BadFrame.of(ErrorCode.BAD_FRAME, String.valueOf(e.getMessage()), header);
    }
  }

  private Received decode(Header header, byte[][] frames) throws BadFrame {
    int expected = header.hasPayload() ? 3 : 2;
    if (frames.length != expected) {
      throw new IllegalArgumentException(
          "the message has " + frames.length + " frames; by its flags it must have " + expected);
    }
    checkSizes(header, frames[1].length, header.hasPayload() ? frames[2].length : 0);
    Body body = JsonReader.read(text(frames[1]));
    Payload payload = payload(header, body, frames);
    Optional<Kind> kind = Kind.of(header.type());
    if (kind.isPresent()) {
      return new Received.Known(header, Bodies.read(kind.get(), body, payload));
    }
    if (header.mustBeUnderstood()) {
      throw new IllegalArgumentException(
          String.format("type 0x%02x is not known, and must be understood", header.type()));
    }
    return new Received.Unknown(header);
  }

  private void checkSizes(Header header, int body, int payload) throws BadFrame {
    checkSize(header, "body", body, MAX_BODY);
    checkSize(header, "payload", payload, maxPayload);
  }

  private static void checkSize(Header header, String frame, int size, int max) throws BadFrame {
    if (size > max) {
      String message = "the " + frame + " has " + size + " bytes; at most " + max;
      throw BadFrame.of(ErrorCode.TOO_LARGE, message, header);
    }
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      checkUtf8(body);
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new IllegalArgumentException("the body begins with a byte order mark");
    }
    return text;
  }

  private static void checkUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the body is not UTF-8", e);
    }
  }

  private static @Nullable Payload payload(Header header, Body body, byte[][] frames) {
    if (!header.hasPayload()) {
      if (body.has(Bodies.LENGTH)) {
        throw new IllegalArgumentException("len is there, but no payload");
      }
      return null;
    }
    byte[] bytes = frames[2];
    long length = body.number(Bodies.LENGTH);
    if (length != bytes.length) {
      throw new IllegalArgumentException(
          "len is " + length + ", but the payload has " + bytes.length + " bytes");
    }
    return new Payload(body.text(Bodies.CONTENT_TYPE), bytes);
  }
}
