package io.schedulezero.archfixture.ambient.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

@NullMarked
@SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone", "JdkObsolete"})
public final class SeededClocks {
  Instant instant() {
    return Instant.now();
  }

  Supplier<Instant> reference() {
    return Instant::now;
  }

  long millis() {
    return System.currentTimeMillis();
  }

  long nanos() {
    return System.nanoTime();
  }

  void sleep() throws InterruptedException {
    Thread.sleep(1);
  }

  void unitSleep() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  Clock ticks() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  InstantSource source() {
    return InstantSource.system();
  }

  LocalDateTime local() {
    return LocalDateTime.now();
  }

  ZonedDateTime zoned() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  Date date() {
    return new Date();
  }

  Calendar calendar() {
    return Calendar.getInstance();
  }

  UUID id() {
    return UUID.randomUUID();
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }

  TimeZone oldZone() {
    return TimeZone.getDefault();
  }
}
