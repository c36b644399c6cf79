package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The grammar means what it means elsewhere, where others have it at all: cron-utils in its Unix
 * form, Quartz for L, W and #. In UTC, since they differ about the clocks.
 */
final class OtherCronImplementationsProperties {
  private static final int COUNT = 25;

  @Property(tries = 200)
  void plain_fields_mean_what_cron_utils_says(
      @ForAll("plain") String expression, @ForAll("instant") Instant from) {
    assertThat(ours(expression, from)).isEqualTo(cronUtils(CronType.UNIX, expression, from));
  }

  @Property(tries = 300)
  void special_dates_mean_what_cron_utils_says(
      @ForAll("specialDates") String expression, @ForAll("instant") Instant from) {
    assertThat(ours(expression, from))
        .isEqualTo(cronUtils(CronType.QUARTZ, expression.replaceFirst(".$", "?"), from));
  }

  @Property(tries = 400)
  void special_weekdays_mean_what_quartz_says(
      @ForAll("specialWeekdays") SpecialWeekday special, @ForAll("instant") Instant from)
      throws ParseException {
    org.quartz.CronExpression theirs = new org.quartz.CronExpression(special.quartz());
    theirs.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    List<Instant> expected = new ArrayList<>();
    Date next = theirs.getNextValidTimeAfter(Date.from(from));
    while (next != null && expected.size() < COUNT) {
      expected.add(next.toInstant());
      next = theirs.getNextValidTimeAfter(next);
    }
    assertThat(ours(special.expression(), from)).isEqualTo(expected);
  }

  private static List<Instant> cronUtils(CronType type, String expression, Instant from) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    ExecutionTime theirs = ExecutionTime.forCron(parser.parse(expression));
    List<Instant> found = new ArrayList<>();
    Optional<ZonedDateTime> next = theirs.nextExecution(from.atZone(ZoneOffset.UTC));
    while (next.isPresent() && found.size() < COUNT) {
      found.add(next.get().toInstant());
      next = theirs.nextExecution(next.get());
    }
    return found;
  }

  private static List<Instant> ours(String expression, Instant from) {
    FireTimes times = Fires.of(Fires.cron(expression, "UTC"), from.toString());
    return Preview.next(times, from, null, COUNT).stream().map(Nominal::time).toList();
  }

  @Provide
  Arbitrary<Instant> instant() {
    return Arbitraries.longs()
        .between(0, 60L * 366 * 86_400)
        .map(seconds -> Instant.parse("2000-01-01T00:00:00Z").plusSeconds(seconds));
  }

  /** What both know: lists of values, ranges and steps that do not wrap around. */
  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> days =
        Arbitraries.oneOf(
            Combinators.combine(field(1, 28), Arbitraries.just("*")).as((d, w) -> d + "|" + w),
            Combinators.combine(Arbitraries.just("*"), weekday()).as((d, w) -> d + "|" + w),
            Combinators.combine(field(1, 28), weekday()).as((d, w) -> d + "|" + w));
    return Combinators.combine(field(0, 59), field(0, 23), days, anyOr(field(1, 12)))
        .as(
            (minute, hour, day, month) ->
                minute + " " + hour + " " + day.replace("|", " " + month + " "));
  }

  private static Arbitrary<String> anyOr(Arbitrary<String> field) {
    return Arbitraries.oneOf(Arbitraries.just("*"), field);
  }

  private static Arbitrary<String> weekday() {
    return Arbitraries.oneOf(
        field(0, 6), Arbitraries.of("MON", "MON-FRI", "SUN", "7", "SAT,SUN", "1-5", "WED-SAT"));
  }

  private static Arbitrary<String> field(int min, int max) {
    Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
    Arbitrary<String> single = value.map(String::valueOf);
    Arbitrary<String> range =
        Combinators.combine(value, value).as((a, b) -> Math.min(a, b) + "-" + Math.max(a, b));
    Arbitrary<String> stepped =
        Combinators.combine(range, Arbitraries.integers().between(1, Math.max(1, (max - min) / 2)))
            .as((r, step) -> r + "/" + step);
    Arbitrary<String> element = Arbitraries.oneOf(single, range, stepped);
    return Arbitraries.oneOf(
        element, element.list().ofMinSize(2).ofMaxSize(3).map(list -> String.join(",", list)));
  }

  @Provide
  Arbitrary<String> specialDates() {
    Arbitrary<String> dates =
        Arbitraries.oneOf(
            Arbitraries.of("L", "LW", "L-1", "L-7", "L-20"),
            Arbitraries.integers().between(1, 28).map(day -> day + "W"));
    return Combinators.combine(times(), dates, months())
        .as((time, date, month) -> time + " " + date + " " + month + " *");
  }

  /** The same days in our words, and in Quartz's, where Sunday is 1. */
  record SpecialWeekday(String time, String month, int day, String suffix) {
    String expression() {
      return time + " * " + month + " " + day + suffix;
    }

    String quartz() {
      return time + " ? " + month + " " + (day + 1) + suffix;
    }
  }

  @Provide
  Arbitrary<SpecialWeekday> specialWeekdays() {
    return Combinators.combine(
            times(),
            months(),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of("L", "#1", "#2", "#3", "#4", "#5"))
        .as(SpecialWeekday::new);
  }

  private static Arbitrary<String> times() {
    return Arbitraries.of("0 0 0", "30 15 9", "0 0/20 6-8", "*/30 59 23");
  }

  private static Arbitrary<String> months() {
    return Arbitraries.of("*", "5", "JAN-MAR", "*/4", "6,12");
  }
}
