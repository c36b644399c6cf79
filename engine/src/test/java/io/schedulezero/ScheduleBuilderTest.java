package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.Calls;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import io.schedulezero.run.RunSpec;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.lang.reflect.Method;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScheduleBuilderTest {
  private static final String BERLIN = "Europe/Berlin";
  private static final ZoneId ZONE = ZoneId.of(BERLIN);
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  private final Work work = new Work();
  private final ScheduleZero sz = ScheduleZero.builder().handlers(work).inMemory().start();

  static final class Work {
    @Handler
    void report() {}

    @Handler
    String four(String first, int second, boolean third, String fourth) {
      return first + second + third + fourth;
    }

    @Handler
    String two(RunContext run, String first, int second) {
      return first + second + run.attempt();
    }

    @Handler
    String three(RunContext run, String first, int second, boolean third) {
      return first + second + third + run.attempt();
    }
  }

  @AfterEach
  void close() {
    sz.close();
  }

  @Test
  void every_type_of_reference_can_be_run_and_scheduled() {
    Class<?>[] types = Calls.class.getDeclaredClasses();

    assertThat(types).hasSize(9);
    assertThat(firstParameters(ScheduleZero.class, "run")).contains(types);
    assertThat(firstParameters(ScheduleBuilder.class, "calls")).contains(types);
  }

  private static Stream<Class<?>> firstParameters(Class<?> type, String method) {
    return Stream.of(type.getMethods())
        .filter(each -> each.getName().equals(method))
        .map(Method::getParameterTypes)
        .map(parameters -> parameters[0]);
  }

  @Test
  void references_with_many_arguments_run() {
    assertThat(sz.run(work::four, "a", 1, true, "d").result(String.class)).contains("a1trued");
    assertThat(sz.run(work::two, "a", 2).result(String.class)).contains("a21");
    assertThat(sz.run(work::three, "a", 3, false).result(String.class)).contains("a3false1");
  }

  @Test
  void references_with_many_arguments_are_scheduled() {
    assertThat(spec(sz.schedule("s").calls(work::four, "a", 1, true, "d")).args())
        .isEqualTo("{\"first\":\"a\",\"second\":1,\"third\":true,\"fourth\":\"d\"}");
    assertThat(spec(sz.schedule("s").calls(work::two, "a", 2)).handler()).isEqualTo("two");
    assertThat(spec(sz.schedule("s").calls(work::three, "a", 3, false)).handler())
        .isEqualTo("three");
  }

  private static RunSpec spec(ScheduleBuilder builder) {
    return builder.at(FAR).createOrReplace().schedule().spec();
  }

  @Test
  void each_way_to_say_when_is_the_trigger_it_names() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    LocalTime nine = LocalTime.of(9, 0);
    LocalTime five = LocalTime.of(17, 0);
    Duration step = Duration.ofMinutes(10);
    Dst both = new Dst(Dst.Gap.SKIP, Dst.Overlap.BOTH);

    assertThat(trigger(report().every(step, first)))
        .isEqualTo(new Trigger.Interval(step, first, Trigger.Anchor.START));
    assertThat(trigger(report().every(Period.ofWeeks(2), nine, BERLIN)))
        .isEqualTo(new Trigger.CalendarInterval(Period.ofWeeks(2), nine, ZONE, null, Dst.DEFAULT));
    assertThat(trigger(report().dailyWindow(nine, five, step, BERLIN)))
        .isEqualTo(
            new Trigger.DailyWindow(
                nine, five, step, Set.of(DayOfWeek.values()), ZONE, Dst.DEFAULT));
    assertThat(
            trigger(
                report().dailyWindow(nine, five, step, BERLIN, DayOfWeek.MONDAY, DayOfWeek.MONDAY)))
        .isEqualTo(
            new Trigger.DailyWindow(nine, five, step, Set.of(DayOfWeek.MONDAY), ZONE, Dst.DEFAULT));
    assertThat(trigger(report().cron("30 2 * * *", BERLIN, both)))
        .isEqualTo(new Trigger.Cron("30 2 * * *", ZONE, both));
  }

  private static Trigger trigger(ScheduleBuilder builder) {
    return builder.createOrReplace().schedule().trigger();
  }

  @Test
  void what_cannot_be_meant_is_refused_with_its_field() {
    LocalTime nine = LocalTime.of(9, 0);

    assertThatThrownBy(() -> report().every(Period.ofDays(1), nine, "Europe/Berlln"))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("trigger.timezone: \"Europe/Berlln\"");
    assertThatThrownBy(() -> report().every(Period.of(0, 1, 1), nine, BERLIN).create())
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("trigger");
    assertThatThrownBy(() -> report().dailyWindow(nine, nine.minusHours(1), Duration.ZERO, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a window's step is at least 1 s");
  }

  @Test
  void each_policy_is_kept_and_none_takes_the_place_of_another() {
    Misfire misfire = new Misfire(Misfire.Policy.SKIP, null, null);
    Exclusions exclusions = new Exclusions(Set.of(), Set.of(DayOfWeek.SUNDAY), null);

    Policies policies =
        report()
            .every(Duration.ofHours(1))
            .misfire(misfire)
            .overlap(Overlap.QUEUE)
            .jitter(Duration.ofSeconds(5))
            .between(FAR, FAR.plusSeconds(86_400))
            .maxRuns(7)
            .except(exclusions)
            .create()
            .schedule()
            .policies();

    assertThat(policies)
        .isEqualTo(
            new Policies(
                misfire,
                Overlap.QUEUE,
                Duration.ofSeconds(5),
                FAR,
                FAR.plusSeconds(86_400),
                7L,
                exclusions));
  }

  @Test
  void policies_that_cannot_be_are_refused_in_the_words_of_policies() {
    ScheduleBuilder hourly = report().every(Duration.ofHours(1));

    assertThatThrownBy(() -> hourly.between(FAR, FAR).create())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("end_at must be after start_at");
    assertThatThrownBy(() -> hourly.between(null, null).jitter(Duration.ofMillis(-1)).create())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jitter must be zero or more");
    assertThatThrownBy(() -> hourly.jitter(Duration.ZERO).maxRuns(0).createOrReplace())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_runs must be 1 or more");
    assertThat(hourly.maxRuns(1).create().schedule().policies().maxRuns()).isEqualTo(1);
  }

  private ScheduleBuilder report() {
    return sz.schedule("report").calls(work::report);
  }
}
