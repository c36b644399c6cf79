package io.schedulezero.handler;

import io.schedulezero.handler.testing.FakeRunContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One handler for each type that can be bound; each keeps the argument that it got. */
final class Taker {
  private final HandlerCatalog catalog = HandlerCatalog.of(this);
  private @Nullable Object got;

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "like grass";
      }
    }
  }

  record Item(String sku, @Arg(defaultValue = "1") int quantity, @Nullable BigDecimal price) {
    Item {
      if (quantity <= 0) {
        throw new IllegalArgumentException("quantity must be positive, not " + quantity);
      }
    }
  }

  record Page<T>(List<T> items, Optional<T> next) {}

  record Tree(String name, List<Tree> children) {}

  HandlerDefinition handler(String name) {
    return catalog.find(name).orElseThrow();
  }

  HandlerCatalog catalog() {
    return catalog;
  }

  List<ArgumentProblem> problems(String handler, String json) {
    return handler(handler).check("{\"value\": " + json + "}");
  }

  /** What the handler gets when called with this JSON. */
  @Nullable Object bind(String handler, String argsJson) {
    got = "nothing";
    handler(handler).invoke(new FakeRunContext(), argsJson).toCompletableFuture().join();
    return got;
  }

  @Handler
  void aBoolean(boolean value) {
    got = value;
  }

  @Handler
  void aByte(byte value) {
    got = value;
  }

  @Handler
  void aShort(Short value) {
    got = value;
  }

  @Handler
  void anInt(int value) {
    got = value;
  }

  @Handler
  void aLong(long value) {
    got = value;
  }

  @Handler
  void bigInteger(BigInteger value) {
    got = value;
  }

  @Handler
  void aFloat(float value) {
    got = value;
  }

  @Handler
  void aDouble(Double value) {
    got = value;
  }

  @Handler
  void bigDecimal(BigDecimal value) {
    got = value;
  }

  @Handler
  void string(String value) {
    got = value;
  }

  @Handler
  void aChar(char value) {
    got = value;
  }

  @Handler
  void colour(Colour value) {
    got = value;
  }

  @Handler
  void uuid(UUID value) {
    got = value;
  }

  @Handler
  void uri(URI value) {
    got = value;
  }

  @Handler
  void bytes(byte[] value) {
    got = value;
  }

  @Handler
  void instant(Instant value) {
    got = value;
  }

  @Handler
  void offsetDateTime(OffsetDateTime value) {
    got = value;
  }

  @Handler
  void zonedDateTime(ZonedDateTime value) {
    got = value;
  }

  @Handler
  void zoneId(ZoneId value) {
    got = value;
  }

  @Handler
  void zoneOffset(ZoneOffset value) {
    got = value;
  }

  @Handler
  void localDate(LocalDate value) {
    got = value;
  }

  @Handler
  void localTime(LocalTime value) {
    got = value;
  }

  @Handler
  void localDateTime(LocalDateTime value) {
    got = value;
  }

  @Handler
  void duration(Duration value) {
    got = value;
  }

  @Handler
  void period(Period value) {
    got = value;
  }

  @Handler
  void yearMonth(YearMonth value) {
    got = value;
  }

  @Handler
  void monthDay(MonthDay value) {
    got = value;
  }

  @Handler
  void dayOfWeek(DayOfWeek value) {
    got = value;
  }

  @Handler
  void tree(JsonNode value) {
    got = value;
  }

  @Handler
  void any(Object value) {
    got = value;
  }

  @Handler
  void integers(List<Integer> value) {
    got = value;
  }

  @Handler
  void gaps(Collection<@Nullable String> value) {
    got = value;
  }

  @Handler
  void strings(Set<String> value) {
    got = value;
  }

  @Handler
  void ints(int[] value) {
    got = value;
  }

  @Handler
  void grid(String[][] value) {
    got = value;
  }

  @Handler
  void lists(List<String>[] value) {
    got = value;
  }

  @Handler
  void byColour(Map<Colour, List<? extends Duration>> value) {
    got = value;
  }

  @Handler
  void byNumber(Map<Integer, String> value) {
    got = value;
  }

  @Handler
  void free(Map<String, Object> value) {
    got = value;
  }

  @Handler
  void item(Item value) {
    got = value;
  }

  @Handler
  void page(Page<Item> value) {
    got = value;
  }

  @Handler
  void family(Tree value) {
    got = value;
  }

  @Handler
  void optional(Optional<Colour> value) {
    got = value;
  }

  @Handler
  void optionalInt(OptionalInt value) {
    got = value;
  }

  @Handler
  void optionalLong(OptionalLong value) {
    got = value;
  }

  @Handler
  void optionalDouble(OptionalDouble value) {
    got = value;
  }

  @Handler
  void nullable(@Nullable Item value) {
    got = value;
  }

  @Handler
  void nullableArray(String @Nullable [] value) {
    got = value;
  }

  @Handler
  void textDefault(@Arg(defaultValue = "10s") Duration value) {
    got = value;
  }

  @Handler
  void listDefault(@Arg(defaultValue = "[1, 2]") List<Integer> value) {
    got = value;
  }

  @Handler
  void nullableDefault(@Arg(defaultValue = "hello") @Nullable String value) {
    got = value;
  }
}
