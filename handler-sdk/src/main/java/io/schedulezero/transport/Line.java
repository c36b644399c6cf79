package io.schedulezero.transport;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;
import zmq.Msg;

/**
 * A worker's end: one thread owns the socket, a new one for each session.
 *
 * <p>What the library would repair behind our back, it does not: a connection that ends is {@link
 * Owner#broken() broken}, and nothing is sent or received before the owner connects again.
 */
public final class Line implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** How long the library may take to end a connection once its socket is closed. */
  private static final long LETS_GO_WITHIN = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long GREETED_WITHIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final LineOptions options;
  private final Endpoint endpoint;
  private final IoThreads threads;
  private final Owner owner;
  private final Loop loop;
  private final Queue<Connected> leaving = new ArrayDeque<>();
  private @Nullable Connected now;

  /** How the last try was refused, which is said once; null if it was not. */
  private ZMonitor.@Nullable Event refusedBefore;

  /** All on the line's thread; must not block. */
  public interface Owner {
    /**
     * A message has come.
     *
     * @param frames 1 to 4 of them; of more, those beyond the fourth are cut off
     */
    void received(byte[][] frames);

    /**
     * The connection has ended, after all that came on it was received; once for each {@link
     * Line#connect}. As long as nobody listens at the address there is nothing to break: whoever
     * waits for an answer has to limit the wait.
     */
    void broken();

    /**
     * Called when all input that was there is handled, and when the time is up that the last call
     * asked for.
     *
     * @return after how many nanoseconds it wants to be called again at the latest
     */
    long turn(long nanoTime);
  }

  private Line(LineOptions options, Function<Line, Owner> owner) {
    this.options = options;
    this.endpoint = Endpoint.toConnect(options.address());
    if (options.keys() == null && !options.plainRemote()) {
      endpoint.mustBeLoopback("connect to");
    }
    this.threads = new IoThreads(1, options.threads(), this::threadDied);
    try {
      this.owner = owner.apply(this);
      this.loop = new Loop(new Turns(), threads, 0, options.nanoTime());
    } catch (RuntimeException | Error e) {
      threads.close();
      throw e;
    }
  }

  /**
   * Starts the thread; there is no connection yet.
   *
   * @param owner is called from now on, which may be before this returns
   * @throws AddressRefused if nobody can connect to the address of the options
   */
  public static Line open(LineOptions options, Owner owner) {
    return open(options, line -> owner);
  }

  /** The same for an owner that wants to know its line from the beginning. */
  public static Line open(LineOptions options, Function<Line, Owner> owner) {
    Line line = new Line(options, owner);
    line.loop.start(null);
    return line;
  }

  /**
   * Begins a new connection, on the line's thread; the one that there is ends at once. It is tried
   * until somebody listens, and what is sent meanwhile waits.
   */
  public void connect() {
    loop.mustBeOwn();
    hangUp(0);
    Connected next =
        new Connected(Sockets.dealer(threads.context(), options.maxFrameBytes(), options.keys()));
    now = next;
    loop.watch(next.socket.getFD());
    try {
      next.begin(endpoint);
    } catch (RuntimeException e) {
      LOG.warn("cannot connect to {}", endpoint, e);
      next.lost = true;
    }
  }

  /** Ends the connection, on the line's thread; what was sent has a moment to leave. */
  public void disconnect() {
    loop.mustBeOwn();
    hangUp(Sockets.FAREWELL_MILLIS);
  }

  private void hangUp(int lingerMillis) {
    Connected before = now;
    if (before != null) {
      now = null;
      loop.unwatch(before.socket.getFD());
      before.socket.setLinger(lingerMillis);
      before.socket.close();
      before.mustEndAt =
          options.nanoTime().getAsLong()
              + TimeUnit.MILLISECONDS.toNanos(lingerMillis)
              + LETS_GO_WITHIN;
      leaving.add(before);
    }
  }

  /** Of those that should have ended by then; returns after how many nanos to look again. */
  private long endLeaving(long time) {
    for (Connected next = leaving.peek(); next != null; next = leaving.peek()) {
      if (next.mustEndAt - time > 0) {
        return next.mustEndAt - time;
      }
      leaving.remove().end();
    }
    return Long.MAX_VALUE;
  }

  /**
   * Sends a message, on the line's thread. The frames belong to the line from here on.
   *
   * @return false if there is no connection, or the server does not read fast enough. That it was
   *     sent does not mean that it arrives.
   */
  public boolean send(byte[][] frames) {
    loop.mustBeOwn();
    Sockets.check(frames, options.maxFrameBytes());
    Connected to = now;
    if (to == null || to.lost) {
      return false;
    }
    for (int i = 0; i < frames.length; i++) {
      boolean sent = Sockets.send(to.socket, frames[i], i < frames.length - 1);
      if (i == 0 && !sent) {
        return false;
      }
    }
    return true;
  }

  /** Runs a command on the line's thread; any thread may call. After the end it does nothing. */
  @Override
  public void execute(Runnable command) {
    loop.execute(command);
  }

  /** Does what was handed in, then ends, within 3 seconds. */
  @Override
  public void close() {
    loop.close();
  }

  private void threadDied(Thread thread, Throwable e) {
    LOG.error("{} has ended: the server is cut off until a restart", thread.getName(), e);
    loop.died(thread, e);
  }

  /** One socket, from connect to its end. */
  private final class Connected {
    private static final int ENDS =
        zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL
            | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;
    private static final int BEGINS =
        zmq.ZMQ.ZMQ_EVENT_CONNECTED | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL;

    private final ZMQ.Socket socket;

    // All on the line's thread.
    private @Nullable SocketChannel channel;
    private long mustEndAt;
    private boolean lost;
    private boolean over; // what comes from here on is of another connection, or out of step
    private boolean greeted;
    private long nudgeAt;
    private boolean toNudge;

    Connected(ZMQ.Socket socket) {
      this.socket = socket;
    }

    void begin(Endpoint endpoint) {
      Sockets.must(socket.setIPv6(endpoint.isIpv6()));
      Sockets.must(socket.setEventHook(this::happened, ENDS | BEGINS));
      socket.connect(endpoint.bare());
    }

    /** In the middle of what the library does. */
    private void happened(ZEvent event) {
      switch (event.getEvent()) {
        case CONNECTED -> {
          channel = event.getValue() instanceof SocketChannel connected ? connected : null;
          loop.execute(this::awaitGreeting);
        }
        case HANDSHAKE_PROTOCOL -> loop.execute(() -> greeted = true);
        case DISCONNECTED -> loop.execute(() -> lost = true);
        default -> loop.execute(() -> refused(event.getEvent()));
      }
    }

    /**
     * The library ends the connection of a closed socket by itself, but not always: two of its
     * threads can be in each other's way, and the server would believe that we are there.
     */
    private void end() {
      if (channel != null && channel.isOpen()) {
        LOG.debug("the connection to {} is still there; it is ended", endpoint);
        try {
          channel.close();
        } catch (IOException e) {
          LOG.debug("the connection to {} could not be ended", endpoint, e);
        }
      }
    }

    private void refused(ZMonitor.Event event) {
      lost = true;
      LineKeys keys = options.keys();
      if (event == refusedBefore) {
        LOG.debug("{} refuses again ({})", endpoint, event);
      } else if (keys == null) {
        LOG.warn("{} wants keys, or is no server of ours ({})", endpoint, event);
      } else {
        LOG.warn(
            "{} does not admit the key {}, or is not the server of the key {} ({})",
            endpoint,
            keys.own(),
            keys.serverKey(),
            event);
      }
      refusedBefore = event;
    }

    private void awaitGreeting() {
      toNudge = !greeted;
      nudgeAt = options.nanoTime().getAsLong() + GREETED_WITHIN;
    }
  }

  /**
   * The library can forget to watch a connection that was just made, until anything else that it
   * has to watch comes along.
   */
  private void nudge() {
    LOG.debug("no greeting from {} yet; looking again", endpoint);
    try (ZMQ.Socket another = threads.context().createSocket(SocketType.PULL)) {
      another.bind("tcp://127.0.0.1:*");
    }
  }

  private final class Turns implements Loop.Work {
    private long asked;

    @Override
    public boolean receive() {
      Connected from = now;
      Msg first = from == null ? null : from.socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT);
      if (from == null || first == null) {
        return false;
      }
      List<Msg> frames = Sockets.rest(from.socket, first);
      if (frames == null || from.over) {
        return true;
      }
      if (Sockets.saysGone(frames) || Sockets.isOutOfStep(frames, options.maxFrameBytes())) {
        from.lost = true;
        from.over = true;
      } else {
        refusedBefore = null;
        loop.guarded(() -> owner.received(Sockets.bytes(frames)));
      }
      return true;
    }

    @Override
    public boolean hasInput() {
      Connected from = now;
      return from != null && (from.lost || (from.socket.getEvents() & ZMQ.Poller.POLLIN) != 0);
    }

    @Override
    public long turn(long time) {
      if (now != null && now.lost) {
        hangUp(0);
        loop.guarded(owner::broken);
      }
      asked = Long.MAX_VALUE;
      loop.guarded(() -> asked = owner.turn(time));
      return Math.min(asked, Math.min(nudgeUntil(time), endLeaving(time)));
    }

    private long nudgeUntil(long time) {
      Connected current = now;
      if (current == null || !current.toNudge || current.greeted) {
        return Long.MAX_VALUE;
      }
      if (current.nudgeAt - time > 0) {
        return current.nudgeAt - time;
      }
      current.toNudge = false;
      nudge();
      return Long.MAX_VALUE;
    }

    @Override
    public void end() {
      hangUp(Sockets.FAREWELL_MILLIS);
    }

    @Override
    public void farewell() {
      try {
        threads.close();
      } finally {
        leaving.forEach(Connected::end);
      }
    }
  }
}
