package io.schedulezero.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * The server's end: one thread owns the socket to which all workers connect.
 *
 * <p>Whatever a peer sends, its connection is the most that it can break. A connection from which
 * nothing came that the owner {@linkplain #accept accepted} ends after 10 seconds. There may be
 * 1000 connections, and 50 from any one other machine, which makes 50 in a second at most; a
 * machine from which 10 within a minute ended before they were accepted is turned away for five
 * minutes.
 */
public final class Hub implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** The library's, which has all the connections and this loop; the other checks keys. */
  private static final int THREAD = 0;

  private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);

  /** So that what was sent to a peer last can leave before its connection ends. */
  private static final long EVICT_AFTER = TimeUnit.MILLISECONDS.toNanos(100);

  private final HubOptions options;
  private final IoThreads threads;
  private final ZMQ.Socket socket;
  private final String address;
  private final Connections connections;
  private final @Nullable Authenticator authenticator;
  private final Peers peers;
  private final Deque<Eviction> evictions = new ArrayDeque<>();
  private final Owner owner;
  private final Loop loop;
  private final Canary canary;
  private final OpenFiles files;
  private long sweptAt;
  private volatile @Nullable Throwable deadThread;

  /** All on the hub's thread; must not block. */
  public interface Owner {
    /**
     * A message has come.
     *
     * @param frames 1 to 4 of them; of more, those beyond the fourth are cut off
     */
    void received(Peer peer, byte[][] frames);

    /** A connection from which something was received has ended; also after it was evicted. */
    void gone(Peer peer);

    /**
     * Called when all input that was there is handled, and when the time is up that the last call
     * asked for.
     *
     * @return after how many nanoseconds it wants to be called again at the latest
     */
    long turn(long nanoTime);
  }

  private record Eviction(Peer peer, long at) {}

  private Hub(HubOptions options, Function<Hub, Owner> owner) {
    HubKeys keys = options.keys();
    this.options = options;
    this.sweptAt = options.nanoTime().getAsLong();
    this.threads = new IoThreads(keys == null ? 1 : 2, options.threads(), this::threadDied);
    this.connections = new Connections(door(options), options.nanoTime());
    this.authenticator =
        keys == null ? null : Authenticator.start(threads, options, keys.admission());
    this.peers = new Peers(connections, authenticator);
    this.files = OpenFiles.ofProcess(sweptAt);
    this.loop = new Loop(new Turns(), threads, THREAD, options.nanoTime());
    try {
      this.socket = Sockets.router(threads.context(), options.maxFrameBytes(), keys);
      Sockets.must(socket.setAffinity(IoThreads.affinity(THREAD)));
      Sockets.must(socket.setEventHook(connections::happened, Connections.EVENTS));
      this.address = Binding.bind(socket, options);
      this.canary = new Canary(address, connections, options.nanoTime());
      this.owner = owner.apply(this);
    } catch (RuntimeException | Error e) {
      loop.discard();
      closeThreads();
      throw e;
    }
  }

  private void closeThreads() {
    if (authenticator != null) {
      authenticator.close();
    }
    threads.close();
  }

  private static Door door(HubOptions options) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Door(Door.mostWaiting(heap, options.maxFrameBytes()));
  }

  /**
   * Listens at the address of the options.
   *
   * @param owner is called as soon as the first message is there, which may be before this returns
   * @throws AddressRefused if it cannot
   */
  public static Hub bind(HubOptions options, Owner owner) {
    return bind(options, hub -> owner);
  }

  /** The same for an owner that wants to know its hub from the beginning. */
  public static Hub bind(HubOptions options, Function<Hub, Owner> owner) {
    Hub hub = new Hub(options, owner);
    hub.loop.start(hub.socket.getFD());
    return hub;
  }

  /** Where it listens, with the real port. */
  public String address() {
    return address;
  }

  /** Whether it speaks in the clear with whoever connects from other machines. */
  public boolean isExposed() {
    return options.keys() == null && !Endpoint.toListen(address).isLoopback();
  }

  /**
   * Sends a message, on the hub's thread. The frames belong to the hub from here on.
   *
   * @return false if it cannot be delivered now: the peer is gone, or does not read fast enough.
   *     That it was sent does not mean that it arrives.
   */
  public boolean send(Peer peer, byte[][] frames) {
    loop.mustBeOwn();
    Sockets.check(frames, options.maxFrameBytes());
    if (peer.gone || !Sockets.send(socket, peer.routingId(), true)) {
      return false;
    }
    for (int i = 0; i < frames.length; i++) {
      Sockets.send(socket, frames[i], i < frames.length - 1);
    }
    return true;
  }

  /** Lets a peer stay, because what it said makes it one of ours; on the hub's thread. */
  public void accept(Peer peer) {
    loop.mustBeOwn();
    connections.accepted(peer.address());
  }

  /**
   * Ends a connection, on the hub's thread. Nothing of it is received any more; what was sent to it
   * just before has a moment to leave.
   */
  public void evict(Peer peer) {
    loop.mustBeOwn();
    if (!peer.evicted) {
      peer.evicted = true;
      evictions.add(new Eviction(peer, options.nanoTime().getAsLong() + EVICT_AFTER));
    }
  }

  /** Runs a command on the hub's thread; any thread may call. After the end it does nothing. */
  @Override
  public void execute(Runnable command) {
    loop.execute(command);
  }

  /**
   * {@code ok}, or what is wrong. Any thread may call but the hub's; while something is wrong it
   * takes up to a second or two.
   */
  public String health() {
    String lost = lost();
    if (lost != null) {
      return lost;
    }
    if (loop.hasEnded()) {
      return "closed";
    }
    return Objects.requireNonNullElse(canary.look(), "ok");
  }

  /**
   * What has ended without which nobody is heard any more, or nobody is put out, and which nothing
   * brings back but another process; null if nothing has. Any thread.
   */
  public @Nullable String lost() {
    Throwable failure = loop.failure();
    if (failure != null) {
      return "the thread that speaks with workers has ended: " + failure;
    }
    if (authenticator != null && authenticator.hasEnded() && !loop.hasEnded()) {
      return "the thread that checks keys has ended: nobody new can connect";
    }
    Throwable dead = deadThread;
    return dead == null ? null : "a thread of the network has ended: " + dead;
  }

  /** The longest turn of the last minute or two: so long everybody else waited. Any thread. */
  public Duration longestTurn() {
    return loop.longestTurn();
  }

  /** Does what was handed in, then ends, within 3 seconds. */
  @Override
  public void close() {
    loop.close();
  }

  /** For tests of what happens without it. */
  @Nullable Authenticator authenticator() {
    return authenticator;
  }

  private void threadDied(Thread thread, Throwable e) {
    deadThread = e;
    loop.died(thread, e);
    LOG.error("{} has ended: workers may be cut off until a restart", thread.getName(), e);
  }

  private final class Turns implements Loop.Work {
    private long asked;

    @Override
    public boolean receive() {
      Msg id = socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT);
      if (id == null) {
        return false;
      }
      Msg first = socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT);
      List<Msg> frames = first == null ? null : Sockets.rest(socket, first);
      if (frames != null) {
        received(id.data(), frames);
      }
      return true;
    }

    private void received(byte[] routingId, List<Msg> frames) {
      Metadata metadata = frames.get(0).getMetadata();
      if (Sockets.saysGone(frames)) {
        ended(peers.gone(routingId));
      } else if (metadata != null) {
        heard(peers.sender(routingId, metadata), frames);
      }
    }

    private void heard(@Nullable Peer peer, List<Msg> frames) {
      if (peer == null) {
        return;
      }
      if (Sockets.isOutOfStep(frames, options.maxFrameBytes())) {
        LOG.warn("{} sent what is no frame; its connection ends", peer);
        peers.end(peer);
      } else {
        peer.known = true;
        loop.guarded(() -> owner.received(peer, Sockets.bytes(frames)));
      }
    }

    private void ended(@Nullable Peer peer) {
      if (peer != null && peer.known) {
        loop.guarded(() -> owner.gone(peer));
      }
    }

    @Override
    public boolean hasInput() {
      return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    /** However much comes: who may not stay goes. */
    @Override
    public void tidy(long now) {
      if (now - sweptAt >= SWEEP_EVERY) {
        sweptAt = now;
        connections.sweep();
        files.look(now);
        peers.sweep();
      }
      for (Eviction next = evictions.peek();
          next != null && next.at - now <= 0;
          next = evictions.peek()) {
        evictions.remove();
        connections.end(next.peer.address());
      }
    }

    @Override
    public long turn(long now) {
      asked = Long.MAX_VALUE;
      loop.guarded(() -> asked = owner.turn(now));
      Eviction next = evictions.peek();
      long untilEviction = next == null ? Long.MAX_VALUE : Math.max(0, next.at - now);
      return Math.min(Math.min(asked, untilEviction), sweptAt + SWEEP_EVERY - now);
    }

    @Override
    public void end() {
      socket.setLinger(Sockets.FAREWELL_MILLIS);
      socket.close();
    }

    @Override
    public void farewell() {
      try {
        closeThreads();
      } finally {
        connections.endAll();
      }
    }
  }
}
