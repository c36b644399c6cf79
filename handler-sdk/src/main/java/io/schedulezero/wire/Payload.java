package io.schedulezero.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that travel beside the body of a message, opaque to the protocol. They are not copied: who
 * hands them over does not change them afterwards.
 */
public final class Payload {
  private final String contentType;
  private final byte[] bytes;

  /**
   * Takes the bytes as they are.
   *
   * @param contentType a media type, such as {@code application/json}
   */
  public Payload(String contentType, byte[] bytes) {
    this.contentType = Checks.notEmpty("ct", contentType);
    this.bytes = bytes;
  }

  /** JSON, as UTF-8. */
  public static Payload json(String json) {
    return new Payload("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  public String contentType() {
    return contentType;
  }

  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && contentType.equals(that.contentType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes of " + contentType;
  }
}
