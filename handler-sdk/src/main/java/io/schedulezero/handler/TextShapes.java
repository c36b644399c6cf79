package io.schedulezero.handler;

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
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All types of the JDK that are strings in JSON. */
final class TextShapes {
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?";
  private static final String OFFSET = "(Z|[+-][0-9]{2}:[0-9]{2})";
  private static final String ZONE = "(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)(\\[[^\\]]{1,80}\\])?";
  private static final String INSTANT =
      DATE + "[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?" + OFFSET;
  private static final String NUMBER = "-?(0|[1-9][0-9]{0,18})";

  static final TextShape<String> STRING =
      TextShape.of(String.class, "a string", text -> text, text -> text);

  /** Made when the first type is asked for that is not a string or an enum. */
  private static final class Others {
    static final Map<Class<?>, TextShape<?>> BY_TYPE =
        Stream.of(values(), instants(), localTimes())
            .flatMap(shapes -> shapes)
            .collect(Collectors.toUnmodifiableMap(TextShape::type, shape -> shape));
  }

  private TextShapes() {}

  static @Nullable TextShape<?> find(Class<?> type) {
    if (type == String.class) {
      return STRING;
    }
    return type.isEnum() ? ofEnum(type) : Others.BY_TYPE.get(type);
  }

  /** What a map may have as key: every text, and numbers. */
  static @Nullable TextShape<?> findKey(Class<?> type) {
    if (type == Integer.class) {
      return described(Integer.class, "a whole number", Integer::valueOf, NUMBER);
    }
    return type == Long.class
        ? described(Long.class, "a whole number", Long::valueOf, NUMBER)
        : find(type);
  }

  private static Stream<TextShape<?>> values() {
    return Stream.of(
        TextShape.of(Character.class, "one character", TextShapes::character, String::valueOf)
            .with("pattern", "^[\\s\\S]$"),
        TextShape.of(
                UUID.class,
                "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
                UUID::fromString,
                UUID::toString)
            .matching("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
            .with("format", "uuid"),
        TextShape.of(URI.class, "a URI", URI::create, URI::toString)
            .with("format", "iri-reference"),
        TextShape.of(
                byte[].class,
                "bytes in base64",
                Base64.getDecoder()::decode,
                Base64.getEncoder()::encodeToString)
            .with("contentEncoding", "base64"));
  }

  private static Stream<TextShape<?>> instants() {
    return Stream.of(
        TextShape.of(
                Instant.class,
                "an instant such as 2026-11-21T09:00:00Z",
                Instant::parse,
                Instant::toString)
            .matching(INSTANT)
            .with("format", "date-time"),
        TextShape.of(
                OffsetDateTime.class,
                "a date and time with offset such as 2026-11-21T09:00:00+01:00",
                OffsetDateTime::parse,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
            .matching(INSTANT)
            .with("format", "date-time"),
        described(
            ZonedDateTime.class,
            "a date and time with zone such as 2026-11-21T09:30:00+01:00[Europe/Berlin]",
            ZonedDateTime::parse,
            DATE + "T" + TIME + ZONE),
        TextShape.of(ZoneId.class, "a time zone such as Europe/Berlin", ZoneId::of, ZoneId::getId),
        TextShape.of(
            ZoneOffset.class, "an offset such as +01:00", ZoneOffset::of, ZoneOffset::getId));
  }

  private static Stream<TextShape<?>> localTimes() {
    return Stream.of(
        TextShape.of(
                LocalDate.class, "a date such as 2026-11-21", LocalDate::parse, LocalDate::toString)
            .matching(DATE)
            .with("format", "date"),
        described(Duration.class, Durations.ALLOWED, Durations::parse, Durations.PATTERN),
        described(
            Period.class,
            "a period such as P1M or P14D",
            Period::parse,
            "[-+]?P(-?[0-9]{1,10}Y)?(-?[0-9]{1,10}M)?(-?[0-9]{1,10}W)?(-?[0-9]{1,10}D)?"),
        described(LocalTime.class, "a time such as 09:30:00", LocalTime::parse, TIME),
        described(
            LocalDateTime.class,
            "a date and time such as 2026-11-21T09:30:00",
            LocalDateTime::parse,
            DATE + "T" + TIME),
        described(
            YearMonth.class, "a month such as 2026-11", YearMonth::parse, "[0-9]{4}-[0-9]{2}"),
        described(
            MonthDay.class,
            "a day of the year such as --11-21",
            MonthDay::parse,
            "--[0-9]{2}-[0-9]{2}"));
  }

  /** A type whose texts no format of JSON Schema describes: the schema shows the pattern. */
  private static <T> TextShape<T> described(
      Class<T> type, String allowed, Function<String, T> parse, String regex) {
    String whole = regex.startsWith("^") ? regex : "^" + regex + "$";
    return TextShape.of(type, allowed, parse, String::valueOf)
        .matching(whole)
        .with("pattern", whole);
  }

  private static Character character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("Not one character");
    }
    return text.charAt(0);
  }

  private static TextShape<?> ofEnum(Class<?> type) {
    Map<String, Enum<?>> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), (Enum<?>) constant);
    }
    return TextShape.<Object>of(
            Object.class,
            "one of " + Shown.names(byName.keySet()),
            name -> Objects.requireNonNull(byName.get(name)),
            constant -> ((Enum<?>) type.cast(constant)).name())
        .oneOf(byName.keySet());
  }
}
