package io.schedulezero.handler;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A value that may be JSON null or missing: {@code @Nullable} or one of the optional types. */
final class OptionalShape extends Shape {
  static final Shape OF_INT =
      new OptionalShape(
          IntegerShape.INT,
          OptionalInt.empty(),
          value -> OptionalInt.of((int) value),
          value -> ((OptionalInt) value).stream().boxed().findFirst().orElse(null));
  static final Shape OF_LONG =
      new OptionalShape(
          IntegerShape.LONG,
          OptionalLong.empty(),
          value -> OptionalLong.of((long) value),
          value -> ((OptionalLong) value).stream().boxed().findFirst().orElse(null));
  static final Shape OF_DOUBLE =
      new OptionalShape(
          DecimalShape.DOUBLE,
          OptionalDouble.empty(),
          value -> OptionalDouble.of((double) value),
          value -> ((OptionalDouble) value).stream().boxed().findFirst().orElse(null));

  private final Shape some;
  private final @Nullable Object none;
  private final Function<Object, Object> wrap;
  private final Function<Object, @Nullable Object> unwrap;

  private OptionalShape(
      Shape some,
      @Nullable Object none,
      Function<Object, Object> wrap,
      Function<Object, @Nullable Object> unwrap) {
    this.some = some;
    this.none = none;
    this.wrap = wrap;
    this.unwrap = unwrap;
  }

  /** Null when there is none. */
  static Shape nullable(Shape some) {
    return some.isOptional() && some.absent() == null
        ? some
        : new OptionalShape(some, null, value -> value, value -> value);
  }

  /** An {@link Optional}. */
  static Shape optional(Shape some) {
    return new OptionalShape(
        some, Optional.empty(), Optional::of, value -> ((Optional<?>) value).orElse(null));
  }

  @Override
  @Nullable Object read(ArgReader in) {
    if (in.is(JsonToken.VALUE_NULL)) {
      return none;
    }
    Object value = in.value(some);
    return value == ArgReader.INVALID || value == null ? value : wrap.apply(value);
  }

  @Override
  void write(JsonGenerator out, Object value) {
    Object content = unwrap.apply(value);
    if (content == null) {
      out.writeNull();
    } else {
      some.write(out, content);
    }
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = some.schema(definitions);
    JsonNode type = schema.get("type");
    if (type == null) {
      ObjectNode either = SchemaDefinitions.newNode();
      either.putArray("anyOf").add(schema).add(SchemaDefinitions.ofType("null"));
      return either;
    }
    ArrayNode types = type.isArray() ? (ArrayNode) type : schema.putArray("type").add(type);
    types.add("null");
    if (schema.get("enum") instanceof ArrayNode texts) {
      texts.addNull();
    }
    return schema;
  }

  @Override
  String allowed() {
    return some.allowed() + ", or null";
  }

  @Override
  boolean isOptional() {
    return true;
  }

  @Override
  @Nullable Object absent() {
    return none;
  }

  @Override
  boolean isText() {
    return some.isText();
  }
}
