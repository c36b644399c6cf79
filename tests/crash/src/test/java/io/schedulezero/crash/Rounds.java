package io.schedulezero.crash;

import io.schedulezero.crash.Subject.Gone;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Starts the program, has it driven, kills it; so many times, and then once without the kill. */
final class Rounds {
  private static final int CALLERS = 4;
  private static final Duration TO_COME_TO_REST = Duration.ofSeconds(90);

  private final Home home;
  private final Subject.Start program;
  private final Random random;
  private final Consumer<String> log;
  private final List<Driver> drivers;
  private final List<Instant> kills = new ArrayList<>();
  private Stop stop = new Stop(Instant.EPOCH, Instant.EPOCH);

  Rounds(Home home, Subject.Start program, long seed, Consumer<String> log) {
    this.home = home;
    this.program = program;
    this.random = new Random(seed);
    this.log = log;
    this.drivers =
        IntStream.range(0, CALLERS).mapToObj(number -> new Driver(number, seed)).toList();
  }

  Evidence evidence() {
    return Evidence.of(drivers.stream().map(Driver::evidence));
  }

  List<Instant> kills() {
    return kills;
  }

  Stop stop() {
    return stop;
  }

  void run(int rounds) throws IOException, InterruptedException, SQLException, Gone {
    for (int round = 1; round <= rounds; round++) {
      crash(round);
    }
    comeToRest();
  }

  /** One in five is killed while it starts. */
  private void crash(int round) throws IOException, InterruptedException {
    Subject subject = program.start();
    List<Thread> callers =
        drivers.stream().map(d -> new Thread(() -> d.drive(subject), "caller")).toList();
    callers.forEach(Thread::start);
    boolean early = random.nextInt(5) == 0;
    Duration life =
        Duration.ofMillis(early ? 100 + random.nextInt(900) : 50 + random.nextInt(1_950));
    boolean ended = (!early && neverReady(subject)) || subject.endsWithin(life);
    subject.kill();
    kills.add(Instant.now());
    for (Thread caller : callers) {
      caller.join();
    }
    if (ended) {
      throw new IllegalStateException("The program ended by itself; see " + home.log());
    }
    Evidence sofar = evidence();
    log.accept(
        "round %d: killed %d ms after its %s; so far %,d requests, %d schedules"
            .formatted(
                round,
                life.toMillis(),
                early ? "start" : "being ready",
                sofar.submissions().size(),
                sofar.schedules().size()));
  }

  private static boolean neverReady(Subject subject) {
    try {
      subject.awaitReady();
      return false;
    } catch (Gone ended) {
      return true;
    }
  }

  private void comeToRest() throws IOException, InterruptedException, SQLException, Gone {
    Subject subject = program.start();
    try {
      subject.awaitReady();
      for (Driver driver : drivers) {
        driver.settle(subject);
      }
      awaitRest();
      for (Driver driver : drivers) {
        driver.inspect(subject);
      }
    } finally {
      Instant told = Instant.now();
      subject.stop();
      stop = new Stop(told, Instant.now());
    }
  }

  private void awaitRest() throws SQLException {
    Instant patience = Instant.now().plus(TO_COME_TO_REST);
    while (Data.unfinished(home.database()) > 0 && Instant.now().isBefore(patience)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
