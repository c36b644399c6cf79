package io.schedulezero.faults;

import io.schedulezero.wire.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of what goes one way: a whole message, or other bytes, such as a greeting. */
final class Seen {
  private static final int TYPE_AT = 4;

  private final byte[] bytes;
  private final @Nullable ByteBuffer header;

  /**
   * What was seen.
   *
   * @param header the first frame, if it is a message of ours
   */
  Seen(byte[] bytes, @Nullable ByteBuffer header) {
    this.bytes = bytes;
    this.header = header;
  }

  byte[] bytes() {
    return bytes;
  }

  Optional<Kind> kind() {
    return header == null ? Optional.empty() : Kind.of(Byte.toUnsignedInt(header.get(TYPE_AT)));
  }
}
