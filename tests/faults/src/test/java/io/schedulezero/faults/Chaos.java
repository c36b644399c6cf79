package io.schedulezero.faults;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.wire.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One fault after the other, at random, under load. One thread. */
final class Chaos {
  private static final int WORKERS = 3;
  private static final int MOST_MILLIS = 400;
  private static final int BATCH = 5;
  private static final int LOOK_EVERY = 10 * BATCH;
  private static final int MOST_WAITING = 200;
  private static final long LONGEST_FAULT_MILLIS = 5_000;

  private final Site site;
  private final Random random;
  private final List<Place> workers = new ArrayList<>();
  private final PriorityQueue<Repair> repairs =
      new PriorityQueue<>(Comparator.comparingLong(Repair::at));
  private final List<String> runs = new ArrayList<>();
  private final TreeMap<String, Integer> done = new TreeMap<>();

  /** What ends a fault. */
  private record Repair(long at, Step step) {}

  private interface Step {
    void take() throws Exception;
  }

  Chaos(Site site, long seed) {
    this.site = site;
    this.random = new Random(seed);
  }

  /** Goes on for so long, then repairs everything. Returns the runs that were submitted. */
  List<String> go(Duration time) throws Exception {
    for (int i = 0; i < WORKERS; i++) {
      workers.add(site.startWorker(host(i), "w" + i));
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      submit();
      fault();
      waitFor(random.nextInt(200));
      while (!repairs.isEmpty() && repairs.peek().at() <= System.nanoTime()) {
        repairs.remove().step().take();
      }
    }
    while (!repairs.isEmpty()) {
      repairs.remove().step().take();
    }
    return runs;
  }

  /** More, unless so many wait that it is the machine that cannot. */
  private void submit() {
    String args = "{\"ms\":" + random.nextInt(MOST_MILLIS) + "}";
    if (runs.size() % LOOK_EVERY != 0 || waiting() < MOST_WAITING) {
      runs.addAll(site.api().submit(BATCH, "work", args));
    }
  }

  private int waiting() {
    try {
      return site.api().ask("GET", "/api/stats", "").at("/runs/queued").asInt(0);
    } catch (IllegalStateException busy) {
      return 0;
    }
  }

  /** How often there was what. */
  @Override
  public String toString() {
    return runs.size() + " runs, " + done;
  }

  private static Host host(int worker) {
    return worker == 1 && Host.PYTHON.missing().isEmpty() ? Host.PYTHON : Host.JAVA;
  }

  private static void waitFor(int millis) throws InterruptedException {
    if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }

  private void fault() throws Exception {
    int index = random.nextInt(WORKERS);
    Place worker = workers.get(index);
    int kind = random.nextInt(100);
    if (kind < 25) {
      count("cuts");
      worker.proxy().cut();
    } else if (kind < 40) {
      count("black holes");
      worker.proxy().hold(random.nextBoolean() ? Way.TO_SERVER : Way.TO_WORKER);
      later(worker.proxy()::resume);
    } else if (kind < 50) {
      count("freezes");
      worker.program().freeze();
      later(worker.program()::thaw);
    } else if (kind < 54) {
      count("killed workers");
      worker.program().kill();
      workers.set(index, site.launch(host(index), worker.name(), Site.SLOTS));
    } else if (kind < 56) {
      count("killed servers");
      site.server().kill();
      site.startServer();
    } else if (kind < 58) {
      count("ended workers");
      worker.program().terminate();
      workers.set(index, site.launch(host(index), worker.name(), Site.SLOTS));
    } else if (kind < 75) {
      count("lost, doubled or cut messages");
      worker.proxy().once(one(Way.values()), one(Kind.values()), one(Fate.values()));
    }
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private void count(String what) {
    done.merge(what, 1, Integer::sum);
  }

  private void later(Step step) {
    long millis = random.nextLong(LONGEST_FAULT_MILLIS);
    repairs.add(new Repair(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), step));
  }
}
