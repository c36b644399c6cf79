package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.execution.Call;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the network does, and with clocks of different pace, no handler goes on after the server
 * may have given its run to another worker.
 */
final class LeaseProperties {
  private static final long STEP = Duration.ofMillis(20).toNanos();
  private static final long LEASE = World.LEASE.toNanos();
  private static final Duration EACH = Duration.ofSeconds(90);

  /** A message on its way. */
  private record OnTheWay(long arrives, Header header, Message message) {}

  /** A server, a worker, and the network between them. */
  private static final class Simulation implements Outbox, Handlers {
    final SplittableRandom random;
    final double pace;
    final Deque<OnTheWay> toServer = new ArrayDeque<>();
    final Deque<OnTheWay> toWorker = new ArrayDeque<>();
    final Map<Long, Long> leases = new TreeMap<>();
    final Set<Long> running = new HashSet<>();
    final Session session;
    long now;
    long nextTurn;
    long sessionId;
    long credit;
    long given;
    long fence;
    boolean toServerIsCut;
    boolean toWorkerIsCut;
    long slowest;
    int begun;
    int stopped;

    Simulation(long seed) {
      random = new SplittableRandom(seed);
      pace = 0.9 + random.nextDouble() * 0.2;
      slowest = random.nextLong(Duration.ofSeconds(4).toNanos()) + 1;
      Identity identity =
          new Identity(
              "w1",
              World.INSTANCE,
              "test/1",
              List.of(new Hosted(World.HANDLER, null)),
              Map.of(),
              null);
      session =
          new Session(
              "sim", identity, 4, this, new Workload.Surroundings(this, Map::of, random.split()));
    }

    /** The worker's clock. */
    long workerTime() {
      return (long) (now * pace);
    }

    @Override
    public void connect() {
      toServer.clear();
      toWorker.clear();
    }

    @Override
    public void disconnect() {
      connect();
    }

    @Override
    public boolean send(Header header, Message message) {
      put(toServer, toServerIsCut, header, message);
      return true;
    }

    private void put(Deque<OnTheWay> way, boolean isCut, Header header, Message message) {
      if (!isCut) {
        long earliest = way.isEmpty() ? now : way.getLast().arrives;
        way.add(new OnTheWay(Math.max(earliest, now + random.nextLong(slowest)), header, message));
      }
    }

    private void say(FromServer message) {
      put(toWorker, toWorkerIsCut, Header.of(message, sessionId, 1), message);
    }

    @Override
    public boolean host(String handler) {
      return true;
    }

    @Override
    public Running begin(Call call) {
      running.add(call.fence());
      begun++;
      return (reason, patience) -> stopped += running.remove(call.fence()) ? 1 : 0;
    }

    /** Handlers end of their own will at times, and some time after they were stopped. */
    private void end() {
      for (long one = 1; one <= fence; one++) {
        if (random.nextInt(running.contains(one) ? 1_000 : 100) == 0) {
          running.remove(one);
          session.work().ended(one, World.success("1"), workerTime());
          nextTurn = 0;
        }
      }
    }

    void step() {
      now += STEP;
      if (random.nextInt(200) == 0) {
        toServerIsCut = random.nextInt(4) == 0;
        toWorkerIsCut = random.nextInt(4) == 0;
      }
      while (!toServer.isEmpty() && toServer.getFirst().arrives <= now) {
        hear(toServer.removeFirst());
      }
      if (given < credit && random.nextInt(20) == 0) {
        given++;
        leases.put(++fence, now + LEASE);
        say(World.runMessage(fence));
      }
      while (!toWorker.isEmpty() && toWorker.getFirst().arrives <= now) {
        OnTheWay next = toWorker.removeFirst();
        session.received(next.header, next.message, workerTime());
        nextTurn = 0;
      }
      end();
      if (workerTime() >= nextTurn) {
        nextTurn = workerTime() + session.turn(workerTime());
      }
    }

    private boolean renew(long of) {
      Long until = leases.get(of);
      if (until == null || until <= now) {
        return false;
      }
      leases.put(of, now + LEASE);
      return true;
    }

    private void hear(OnTheWay come) {
      if (come.message instanceof Ready ready) {
        welcome(ready);
      } else if (come.header.session() != sessionId) {
        return;
      }
      if (come.message instanceof Heartbeat beat) {
        credit = Math.max(credit, beat.credit());
        List<Notice> gone = new ArrayList<>();
        for (Held held : beat.runs()) {
          if (!renew(held.fence())) {
            gone.add(new Notice(held.run(), held.fence(), Notice.Word.GONE));
          }
        }
        say(new HeartbeatOk(beat.n(), gone, false));
      } else if (come.message instanceof Result result) {
        credit = Math.max(credit, result.credit());
        say(new ResultAck(result.run(), result.fence(), ResultAck.Status.COMMITTED));
      } else if (come.message instanceof Ack ack && ack.fence() != null) {
        if (ack.status() == Ack.Status.ACCEPTED) {
          renew(ack.fence());
        }
      }
    }

    private void welcome(Ready ready) {
      sessionId++;
      credit = ready.credit();
      given = 0;
      List<Resumed> verdicts =
          ready.resume().stream()
              .map(r -> new Resumed(r.run(), r.fence(), verdict(r.fence())))
              .toList();
      say(
          new Welcome(
              "sim",
              1,
              0,
              World.HEARTBEAT.toMillis(),
              World.LEASE.toMillis(),
              new Limits(65_536, 1_000, 1_000, 250),
              verdicts,
              false));
    }

    private Verdict verdict(long of) {
      return renew(of) ? Verdict.KEEP : Verdict.DROP;
    }

    void check() {
      for (long one : running) {
        assertThat(now)
            .as("handler of fence %s still runs", one)
            .isLessThan(leases.getOrDefault(one, 0L));
      }
    }
  }

  @Property(tries = 200)
  void handlers_are_stopped_before_the_server_may_give_their_runs_away(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    while (simulation.now < EACH.toNanos()) {
      simulation.step();
      simulation.check();
    }
  }

  @Example
  void the_simulation_has_handlers_to_stop_and_others_that_go_on() {
    int begun = 0;
    int stopped = 0;
    for (int seed = 0; seed < 20; seed++) {
      Simulation simulation = new Simulation(seed);
      while (simulation.now < EACH.toNanos()) {
        simulation.step();
      }
      begun += simulation.begun;
      stopped += simulation.stopped;
    }
    assertThat(stopped).isBetween(20, begun - 50);
  }
}
