package io.schedulezero.handler;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** A whole number. As in JSON Schema, 2.0 is one. */
final class IntegerShape extends Shape {
  private static final int MAX_DIGITS = 1_000;
  private static final Set<Class<?>> WHOLE =
      Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);

  static final IntegerShape BYTE = ranged(Byte.MIN_VALUE, Byte.MAX_VALUE, n -> (byte) (long) n);
  static final IntegerShape SHORT = ranged(Short.MIN_VALUE, Short.MAX_VALUE, n -> (short) (long) n);
  static final IntegerShape INT = ranged(Integer.MIN_VALUE, Integer.MAX_VALUE, n -> (int) (long) n);
  static final IntegerShape LONG = ranged(Long.MIN_VALUE, Long.MAX_VALUE, n -> n);
  static final IntegerShape BIG =
      new IntegerShape(
          BigInteger.TEN.pow(MAX_DIGITS).negate(), BigInteger.TEN.pow(MAX_DIGITS), null);

  private final BigInteger min;
  private final BigInteger max;

  /** Null for {@link BigInteger}. */
  private final @Nullable Function<Long, Object> ofLong;

  private IntegerShape(BigInteger min, BigInteger max, @Nullable Function<Long, Object> ofLong) {
    this.min = min;
    this.max = max;
    this.ofLong = ofLong;
  }

  private static IntegerShape ranged(long min, long max, Function<Long, Object> ofLong) {
    return new IntegerShape(BigInteger.valueOf(min), BigInteger.valueOf(max), ofLong);
  }

  @Override
  Object read(ArgReader in) {
    BigInteger number = null;
    if (in.is(JsonToken.VALUE_NUMBER_INT)) {
      number = whole(in.parser());
    } else if (in.is(JsonToken.VALUE_NUMBER_FLOAT)) {
      number = whole(in.parser().getDecimalValue());
    }
    if (number == null || number.compareTo(min) < 0 || number.compareTo(max) > 0) {
      return in.refuse(this);
    }
    return ofLong == null ? number : ofLong.apply(number.longValue());
  }

  private static BigInteger whole(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : BigInteger.valueOf(parser.getLongValue());
  }

  private static @Nullable BigInteger whole(BigDecimal number) {
    if (number.signum() == 0) {
      return BigInteger.ZERO;
    }
    if (!DecimalShape.isReasonable(number) || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return number.toBigIntegerExact();
  }

  @Override
  void write(JsonGenerator out, Object value) {
    if (!WHOLE.contains(value.getClass())) {
      throw new IllegalArgumentException(value.getClass().getName() + " is not " + allowed());
    }
    out.writeNumber(new BigInteger(value.toString()));
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = SchemaDefinitions.ofType("integer");
    if (ofLong != null) {
      schema.put("minimum", min.longValue()).put("maximum", max.longValue());
    }
    return schema;
  }

  @Override
  String allowed() {
    return ofLong == null
        ? "a whole number of at most " + MAX_DIGITS + " digits"
        : "a whole number from " + min + " to " + max;
  }
}
