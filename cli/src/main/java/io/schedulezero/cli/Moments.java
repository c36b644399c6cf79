package io.schedulezero.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instants and durations as people write and read them, in one zone. */
record Moments(ZoneId zone, InstantSource clock) {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** {@code Europe/Berlin}, {@code UTC}. */
  String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** {@code 2026-11-21 10:44:03}. */
  String absolute(Instant instant) {
    return DAY_AND_TIME.format(instant.atZone(zone));
  }

  /** {@code Sat 2026-11-21 10:44:03 +01:00}. */
  String precise(Instant instant) {
    return WITH_OFFSET.format(instant.atZone(zone));
  }

  /** {@code 12 s ago}, {@code in 3 min}. */
  String relative(Instant instant) {
    Duration ahead = Duration.between(clock.instant(), instant);
    if (ahead.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return "now";
    }
    return ahead.isNegative() ? coarse(ahead.negated()) + " ago" : "in " + coarse(ahead);
  }

  /** {@code Sat 2026-11-21 10:44:03 +01:00 (12 s ago)}. */
  String both(Instant instant) {
    return precise(instant) + " (" + relative(instant) + ")";
  }

  private static String coarse(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return duration.toSeconds() + " s";
    } else if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return duration.toMinutes() + " min";
    } else if (duration.compareTo(Duration.ofDays(2)) < 0) {
      return duration.toHours() + " h";
    }
    return duration.toDays() + " d";
  }

  /** {@code 850 ms}, {@code 3.2 s}, {@code 4 min 10 s}, {@code 3 d 4 h}. */
  static String length(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    } else if (millis < 60_000) {
      return millis / 1_000 + "." + millis % 1_000 / 100 + " s";
    } else if (millis < 3_600_000) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    } else if (duration.toDays() == 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toDays() + " d " + duration.toHoursPart() + " h";
  }

  /**
   * Reads an instant with an offset, a local time of this zone with or without the day, or an
   * amount such as {@code 2h}, which lies that long before now.
   *
   * @throws DateTimeException says what is allowed
   */
  Instant read(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (amount.matches()) {
      return clock.instant().minus(Long.parseLong(amount.group(1)), unit(amount.group(2)));
    } else if (text.equals("now")) {
      return clock.instant();
    }
    try {
      return local(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new DateTimeException(
          "\""
              + text
              + "\" is no time; allowed are 2026-12-01T09:00:00+01:00, \"2026-12-01 09:00\", 2026-12-01, 09:00, now,"
              + " and 2h for two hours ago",
          e);
    }
  }

  /** As {@link #read}, for an option that may be left out; a mistake ends the command. */
  @Nullable Instant readOption(String option, @Nullable String text) {
    try {
      return text == null ? null : read(text);
    } catch (DateTimeException e) {
      throw CommandFailed.usage(option + ": " + Text.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Instant local(String text) {
    if (text.indexOf('T') < 0) {
      return text.indexOf(':') > 0
          ? LocalDate.ofInstant(clock.instant(), zone)
              .atTime(LocalTime.parse(text))
              .atZone(zone)
              .toInstant()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    boolean absolute = text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");
    return absolute
        ? OffsetDateTime.parse(text).toInstant()
        : ZonedDateTime.of(LocalDateTime.parse(text), zone).toInstant();
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      case "d" -> ChronoUnit.DAYS;
      default -> throw new IllegalArgumentException(letter);
    };
  }
}
