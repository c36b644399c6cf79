package io.schedulezero.worker;

import io.schedulezero.execution.Executions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the runs of one server, or of several, in this process. It connects to them by itself,
 * and again whenever a connection ends; meanwhile handlers go on, and their results are kept.
 *
 * <pre>{@code
 * try (Worker worker =
 *     Worker.builder()
 *         .connect("tcp://scheduler.example.org:5555")
 *         .handlers(new Mailer(), new Reports(database))
 *         .slots(16)
 *         .label("gpu", "true")
 *         .start()) {
 *   worker.awaitEnd();
 * }
 * }</pre>
 *
 * <p>A server that is not there is no failure: the worker waits for it. A worker keeps no program
 * alive that does not wait for it.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration LONGEST_SLACK = Duration.ofMillis(500);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Duration FOR_A_BYE = Duration.ofMillis(400);

  private final String name;
  private final Duration drainWithin;
  private final List<Connection> connections;
  private final Home home;
  private final CompletableFuture<Void> ended;
  private final CompletionStage<String> connected;
  private final AtomicBoolean closing = new AtomicBoolean();

  /** Where the handlers live. */
  record Home(Executions executions, ExecutorService strangers) {
    void close() {
      executions.close();
      strangers.shutdownNow();
    }
  }

  Worker(String name, Duration drainWithin, List<Connection> connections, Home home) {
    this.name = name;
    this.drainWithin = drainWithin;
    this.connections = List.copyOf(connections);
    this.home = home;
    this.connected =
        CompletableFuture.anyOf(
                connections.stream()
                    .map(Connection::connected)
                    .toArray(CompletableFuture<?>[]::new))
            .thenApply(String.class::cast);
    this.ended =
        CompletableFuture.allOf(
            connections.stream().map(Connection::ended).toArray(CompletableFuture<?>[]::new));
  }

  /** Puts a worker together. */
  public static Builder builder() {
    return new Builder();
  }

  /** What servers know it by. */
  public String name() {
    return name;
  }

  /** How it stands with its servers, in the order in which they were given. */
  public List<ServerStatus> servers() {
    return connections.stream().map(Connection::status).toList();
  }

  /**
   * Completes with the address of a server when there is a connection to one for the first time. It
   * completes on a thread that must not be blocked; it stays open if there never is one.
   */
  public CompletionStage<String> connected() {
    return connected;
  }

  /** Waits until it is closed, or all its servers have told it to end and it has. */
  public void awaitEnd() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Takes nothing new, lets handlers end, stops those that take too long, gives their runs back,
   * and ends: all of it within the time of {@link Builder#drainWithin}.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      ended.join();
      return;
    }
    Duration slack = least(drainWithin.dividedBy(10), LONGEST_SLACK);
    Duration endAfter = drainWithin.minus(slack);
    Duration cancelAfter = endAfter.minus(least(endAfter.dividedBy(4), LONGEST_STOP));
    connections.forEach(connection -> connection.drain(cancelAfter, endAfter));
    await(drainWithin.compareTo(FOR_A_BYE) < 0 ? FOR_A_BYE : drainWithin);
    connections.forEach(Connection::close);
    home.close();
  }

  private void await(Duration time) {
    try {
      ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Worker {} did not end within {}; what is left is left behind", name, drainWithin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
