package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A server that keeps to the credit never gives too much, whatever becomes of the messages. */
final class CreditProperties {
  /** The server, as far as credit goes. */
  private static final class Server {
    final World world;
    final int slots;
    final Set<Long> running = new TreeSet<>();
    final Set<Long> ended = new TreeSet<>();
    long known;
    long given;

    Server(int slots) {
      this.slots = slots;
      this.world = new World(slots).turn();
      hear(world.last(Ready.class));
      world.hear(world.welcome()).turn();
    }

    void hear(FromWorker message) {
      known = Math.max(known, credit(message));
    }

    private static long credit(FromWorker message) {
      if (message instanceof Ready ready) {
        return ready.credit();
      }
      if (message instanceof Heartbeat beat) {
        return beat.credit();
      }
      return message instanceof Result result ? result.credit() : 0;
    }

    void give() {
      if (given < known) {
        running.add(++given);
        world.given(given);
      }
    }

    void end(int choice) {
      if (!running.isEmpty()) {
        long fence = List.copyOf(running).get(choice % running.size());
        running.remove(fence);
        ended.add(fence);
        world.succeeded(fence);
      }
    }

    void ack(int choice) {
      if (!ended.isEmpty()) {
        long fence = List.copyOf(ended).get(choice % ended.size());
        ended.remove(fence);
        world.hear(new ResultAck(World.run(fence), fence, ResultAck.Status.COMMITTED)).turn();
      }
    }

    /** One of the messages arrives: late, or again, or before an earlier one. */
    void arrive(int choice) {
      hear(world.sent.get(choice % world.sent.size()));
    }

    void passTime() {
      world.pass(Duration.ofMillis(300));
      world.hear(new HeartbeatOk(1, List.of(), false)).turn();
    }

    void check() {
      assertThat(running).hasSizeLessThanOrEqualTo(slots);
      assertThat(world.sent(Ack.class)).allMatch(ack -> ack.status() == Ack.Status.ACCEPTED);
    }

    void settle() {
      while (!running.isEmpty()) {
        end(0);
      }
      while (!ended.isEmpty()) {
        ack(0);
      }
      world.liveWithAnswers(Duration.ofSeconds(3));
      hear(world.last(Heartbeat.class));
    }
  }

  @Property(tries = 300)
  void loss_order_and_repetition_do_no_harm(
      @ForAll @IntRange(min = 1, max = 4) int slots,
      @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 9_999) Integer> steps) {
    Server server = new Server(slots);
    for (int step : steps) {
      int choice = step / 10;
      switch (step % 10) {
        case 0, 1, 2 -> server.give();
        case 3, 4 -> server.end(choice);
        case 5 -> server.ack(choice);
        case 6, 7, 8 -> server.arrive(choice);
        default -> server.passTime();
      }
      server.check();
    }
    server.settle();

    assertThat(server.known - server.given).as("all slots may be used again").isEqualTo(slots);
  }
}
