package io.schedulezero.handler;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.ObjectNode;

/** A number that may have a fraction. */
final class DecimalShape extends Shape {
  /**
   * Beyond it, arithmetic with the number could take all memory: 1e999999999 has five characters.
   */
  private static final int MAX_EXPONENT = 1_000;

  static final DecimalShape FLOAT =
      new DecimalShape("a number that fits a float", DecimalShape::floatValue);
  static final DecimalShape DOUBLE =
      new DecimalShape("a number that fits a double", DecimalShape::doubleValue);
  static final DecimalShape BIG =
      new DecimalShape("a number with an exponent of at most 1000", DecimalShape::bigValue);

  private final String allowed;
  private final Function<JsonParser, @Nullable Object> read;

  private DecimalShape(String allowed, Function<JsonParser, @Nullable Object> read) {
    this.allowed = allowed;
    this.read = read;
  }

  private static @Nullable Object floatValue(JsonParser parser) {
    float value = parser.getFloatValue();
    return Float.isFinite(value) ? value : null;
  }

  private static @Nullable Object doubleValue(JsonParser parser) {
    double value = parser.getDoubleValue();
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable Object bigValue(JsonParser parser) {
    BigDecimal value = parser.getDecimalValue();
    return isReasonable(value) ? value : null;
  }

  static boolean isReasonable(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_EXPONENT;
  }

  @Override
  Object read(ArgReader in) {
    Object value = in.parser().currentToken().isNumeric() ? read.apply(in.parser()) : null;
    return value == null ? in.refuse(this) : value;
  }

  @Override
  void write(JsonGenerator out, Object value) {
    if (value instanceof Double || value instanceof Float) {
      writeFinite(out, (Number) value);
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      out.writeNumber(new BigDecimal(value.toString()));
    } else {
      IntegerShape.LONG.write(out, value);
    }
  }

  private void writeFinite(JsonGenerator out, Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(value + " is not " + allowed);
    }
    out.writeNumber(new BigDecimal(value.toString()));
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    return SchemaDefinitions.ofType("number");
  }

  @Override
  String allowed() {
    return allowed;
  }
}
