package io.schedulezero.handler;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a Java type looks like in JSON: how it is read, written, described and explained. One
 * subclass for each kind of type; immutable, used by many threads.
 */
abstract class Shape {
  /**
   * Reads the value at the current token, which is {@code null} only if {@link #isOptional}.
   *
   * @return {@link ArgReader#INVALID} after a problem was told
   */
  abstract @Nullable Object read(ArgReader in);

  /**
   * Writes a value that is not null.
   *
   * @throws IllegalArgumentException or ClassCastException if the value is not of this type
   */
  abstract void write(JsonGenerator out, Object value);

  /** Its JSON Schema; what is used more than once goes to {@code definitions}. */
  abstract ObjectNode schema(SchemaDefinitions definitions);

  /** Completes the sentence "… is not …". */
  abstract String allowed();

  /** Whether JSON null, or nothing at all, is a value. */
  boolean isOptional() {
    return false;
  }

  /** The value when nothing is given; only if {@link #isOptional}. */
  @Nullable Object absent() {
    return null;
  }

  /** Whether it is a string in JSON. */
  boolean isText() {
    return false;
  }

  final void writeAny(JsonGenerator out, @Nullable Object value) {
    if (value != null) {
      write(out, value);
    } else if (isOptional()) {
      out.writeNull();
    } else {
      throw new IllegalArgumentException("null is not " + allowed());
    }
  }
}
