package io.schedulezero.faults;

import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Kind;
import io.schedulezero.wire.Received;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's end of a connection, which says only what it is told to. One thread. */
final class ScriptedServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ZContext context = new ZContext();
  private final ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
  private final Proxy proxy;
  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);

  /** A message that came, and over which connection. */
  record Heard(String peer, Header header, Kind kind, JsonNode body) {
    @Override
    public String toString() {
      return kind + " " + body;
    }
  }

  ScriptedServer() throws IOException {
    socket.setLinger(0);
    int port = socket.bindToRandomPort("tcp://127.0.0.1");
    proxy = Proxy.to(port);
  }

  /** Where a worker connects. */
  String address() {
    return proxy.address();
  }

  /**
   * The next message; null if none comes in that time.
   *
   * @throws AssertionError if what comes is no message
   */
  @Nullable Heard receive(Duration time) {
    socket.setReceiveTimeOut((int) Math.max(0, time.toMillis()));
    byte[] id = socket.recv();
    if (id == null) {
      return null;
    }
    String peer = HexFormat.of().formatHex(id);
    List<byte[]> frames = new ArrayList<>();
    while (socket.hasReceiveMore()) {
      frames.add(socket.recv());
    }
    try {
      Received received = codec.decode(frames.toArray(byte[][]::new));
      if (received instanceof Received.Known known) {
        JsonNode body = JSON.readTree(frames.get(1));
        return new Heard(peer, known.header(), known.message().kind(), body);
      }
      throw new AssertionError("the worker sent an unknown type: " + received.header());
    } catch (BadFrame e) {
      String text = new String(frames.get(Math.min(1, frames.size() - 1)), StandardCharsets.UTF_8);
      throw new AssertionError("the worker sent what is no message: " + text, e);
    }
  }

  /** Sends frames as they are. */
  void send(String peer, byte[]... frames) {
    socket.sendMore(HexFormat.of().parseHex(peer));
    for (byte[] frame : Arrays.copyOf(frames, frames.length - 1)) {
      socket.sendMore(frame);
    }
    socket.send(frames[frames.length - 1]);
  }

  /** A header, also one that nobody should send. */
  static byte[] header(int type, int flags, long session, long seq) {
    return ByteBuffer.allocate(Header.LENGTH)
        .put(new byte[] {'S', 'Z', 'W', Header.MAJOR, (byte) type, (byte) flags, 0, 0})
        .putLong(session)
        .putLong(seq)
        .array();
  }

  /** Resets all connections. */
  void cut() {
    proxy.cut();
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    context.close();
  }
}
