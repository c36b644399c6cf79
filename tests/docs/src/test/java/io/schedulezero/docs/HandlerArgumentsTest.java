package io.schedulezero.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import io.schedulezero.handler.testing.FakeRunContext;
import io.schedulezero.handler.testing.HandlerHarness;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the arguments of handlers names every type that one can have, and no other. */
final class HandlerArgumentsTest {
  private static final Page PAGE =
      Page.read(Repository.ROOT.resolve("docs/reference/handler-arguments.md"));
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Of one that is not on the class path of this test. */
  private static final Set<String> ELSEWHERE = Set.of("JsonNode", "tools.jackson.databind");

  private record Numbers(
      byte b, short s, int i, long l, BigInteger bi, float f, double d, BigDecimal bd) {}

  private record Texts(
      boolean yes, String s, char c, UUID uuid, URI uri, ZoneId zone, ZoneOffset offset) {}

  private record Times(
      Instant at,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      LocalDate date,
      LocalTime time,
      LocalDateTime both,
      YearMonth month,
      MonthDay day,
      Period period,
      Duration duration) {}

  private record Many(
      List<Integer> list,
      Collection<String> collection,
      Set<Long> set,
      Map<String, Object> map,
      Optional<String> one,
      OptionalInt i,
      OptionalLong l,
      OptionalDouble d) {}

  static final class Takes {
    @Handler
    int numbers(Numbers numbers) {
      return numbers.i();
    }

    @Handler
    int texts(Texts texts, byte[] raw) {
      return texts.s().length() + raw.length;
    }

    @Handler
    String times(Times times) {
      return times.period().toString();
    }

    @Handler
    int many(Many many, Object any, RunContext run) {
      return many.list().size() + run.attempt();
    }
  }

  private static List<String> column(int number) {
    return PAGE.prose().stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Java"))
        .map(line -> line.split(" \\| ", 2)[number])
        .toList();
  }

  private static Stream<String> code(List<String> cells) {
    return cells.stream()
        .flatMap(cell -> CODE.matcher(cell).results())
        .map(HandlerArgumentsTest::of);
  }

  private static String of(MatchResult code) {
    return code.group(1).replaceFirst("<.*", "");
  }

  @Test
  void every_type_that_the_page_names_can_be_an_argument() {
    Set<String> taken = new TreeSet<>(Set.of("byte[]", "Object", "RunContext"));
    for (Class<?> type : List.of(Numbers.class, Texts.class, Times.class, Many.class)) {
      Arrays.stream(type.getRecordComponents())
          .map(component -> component.getType().getSimpleName())
          .forEach(taken::add);
    }
    Set<String> named = code(column(0)).collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).containsAll(ELSEWHERE);
    named.removeAll(ELSEWHERE);
    assertThat(named).isEqualTo(taken);
    assertThat(HandlerHarness.of(new Takes()).catalog().all()).hasSize(4);
  }

  @Test
  void times_are_written_as_the_page_writes_them() {
    List<String> written = code(column(1)).filter(text -> text.startsWith("\"2026")).toList();
    assertThat(written).hasSize(4);
    String times =
        "{\"times\":{\"at\":%s,\"offset\":%s,\"zoned\":%s,\"date\":%s,\"time\":\"09:00\","
                .formatted(written.toArray())
            + "\"both\":\"2026-11-21T09:00\",\"month\":\"2026-11\",\"day\":\"--11-21\",\"period\":\"P1M\",\"duration\":\"10s\"}}";
    HandlerHarness harness = HandlerHarness.of(new Takes());
    var outcome = harness.run("times", times, new FakeRunContext());
    assertThat(outcome.toString()).contains("P1M");
  }
}
