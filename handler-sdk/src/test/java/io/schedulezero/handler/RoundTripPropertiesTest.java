package io.schedulezero.handler;

import static java.time.temporal.ChronoUnit.NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.schedulezero.handler.Taker.Colour;
import io.schedulezero.handler.Taker.Item;
import io.schedulezero.handler.Taker.Page;
import io.schedulezero.handler.Taker.Tree;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import net.jqwik.time.api.Dates;
import net.jqwik.time.api.Times;

/** What a caller gives by position, the handler gets. */
class RoundTripPropertiesTest {
  private final Taker taker = new Taker();

  record Given(String handler, Object value) {}

  @Property(tries = 5_000)
  void what_is_written_from_a_value_is_accepted_and_binds_to_it(@ForAll("given") Given given) {
    HandlerDefinition handler = taker.handler(given.handler());

    String args = handler.argsFrom(given.value());

    assertThat(handler.check(args)).isEmpty();
    assertThat(taker.bind(given.handler(), args)).isEqualTo(given.value());
  }

  @Provide
  Arbitrary<Given> given() {
    return Arbitraries.of("numbers", "texts", "times", "containers")
        .flatMap(
            kind ->
                switch (kind) {
                  case "numbers" -> numbers();
                  case "texts" -> texts();
                  case "times" -> times();
                  case "containers" -> containers();
                  default -> fail(kind);
                });
  }

  private static Arbitrary<Given> numbers() {
    return Arbitraries.oneOf(
        to("a_byte", Arbitraries.bytes()),
        to("a_short", Arbitraries.shorts()),
        to("an_int", Arbitraries.integers()),
        to("a_long", Arbitraries.longs()),
        to("big_integer", Arbitraries.bigIntegers()),
        to("a_float", Arbitraries.floats()),
        to("a_double", Arbitraries.doubles()),
        to("big_decimal", Arbitraries.bigDecimals()),
        to("optional_long", Arbitraries.longs().map(OptionalLong::of)));
  }

  private static Arbitrary<Given> texts() {
    return Arbitraries.oneOf(
        to("string", Arbitraries.strings()),
        to("a_char", Arbitraries.chars()),
        to("colour", Arbitraries.of(Colour.class)),
        to("uuid", Arbitraries.create(UUID::randomUUID)),
        to("bytes", Arbitraries.bytes().array(byte[].class)));
  }

  private static Arbitrary<Given> times() {
    Arbitrary<ZoneId> zones = Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of);
    Arbitrary<LocalDateTime> local = DateTimes.dateTimes().ofPrecision(NANOS);
    return Arbitraries.oneOf(
        to("instant", DateTimes.instants().ofPrecision(NANOS)),
        to("local_date", Dates.dates()),
        to("local_time", Times.times().ofPrecision(NANOS)),
        to("local_date_time", local),
        to("year_month", Dates.yearMonths()),
        to("month_day", Dates.monthDays()),
        to("period", Dates.periods()),
        to("duration", Times.durations()),
        to("zone_id", zones),
        to("zone_offset", Times.zoneOffsets()),
        to("offset_date_time", DateTimes.offsetDateTimes()),
        to("zoned_date_time", Combinators.combine(local, zones).as(LocalDateTime::atZone)));
  }

  private static Arbitrary<Given> containers() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(5);
    Arbitrary<Item> item =
        Combinators.combine(
                text,
                Arbitraries.integers().between(1, 9),
                Arbitraries.bigDecimals().injectNull(0.2))
            .as(Item::new);
    Arbitrary<Tree> tree =
        Arbitraries.recursive(
            () -> text.map(name -> new Tree(name, List.of())),
            smaller -> Combinators.combine(text, smaller.list().ofMaxSize(2)).as(Tree::new),
            0,
            3);
    return Arbitraries.oneOf(
        to("integers", Arbitraries.integers().list()),
        to("gaps", text.injectNull(0.3).list()),
        to("strings", text.set()),
        to("ints", Arbitraries.integers().array(int[].class)),
        to("grid", text.array(String[].class).array(String[][].class)),
        to("by_number", Arbitraries.maps(Arbitraries.integers(), text)),
        to("by_colour", Arbitraries.maps(Arbitraries.of(Colour.class), Times.durations().list())),
        to("item", item),
        to("family", tree),
        to(
            "page",
            Combinators.combine(item.list().ofMaxSize(3), item.optional()).as(Page<Item>::new)),
        to("optional", Arbitraries.of(Colour.class).optional()));
  }

  private static Arbitrary<Given> to(String handler, Arbitrary<?> values) {
    return values.map(value -> new Given(handler, value));
  }
}
