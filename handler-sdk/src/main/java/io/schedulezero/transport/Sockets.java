package io.schedulezero.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * The library, set up as it has to be and nothing left to its defaults: each value answers
 * something that was seen to go wrong without it.
 */
final class Sockets {
  /** More frames than any message has, so that who reads them sees that there are too many. */
  static final int MAX_FRAMES = 4;

  /** What a socket hands itself when a connection has ended; a peer cannot send it. */
  private static final byte[] GONE = "\0GONE".getBytes(StandardCharsets.US_ASCII);

  /** Above what the key exchange adds to a frame. */
  private static final int ENVELOPE = 64;

  /** How long what was sent last may take to leave. */
  static final int FAREWELL_MILLIS = 500;

  private static final int SEND_QUEUE = 1_000;
  private static final int BACKLOG = 1_024;
  private static final int HANDSHAKE_MILLIS = 3_000;
  private static final int RECONNECT_MILLIS = 250;
  private static final int LONGEST_RECONNECT_MILLIS = 5_000;

  private Sockets() {}

  static ZMQ.Socket router(ZContext context, int maxFrameBytes, @Nullable HubKeys keys) {
    ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
    common(socket, maxFrameBytes);
    must(socket.setRouterMandatory(true));
    must(socket.setRouterHandover(false));
    must(socket.setBacklog(BACKLOG));
    must(socket.setZAPDomain("szw"));
    must(socket.base().setSocketOpt(zmq.ZMQ.ZMQ_DISCONNECT_MSG, GONE));
    if (keys != null) {
      must(socket.setCurveServer(true));
      encrypt(socket, keys.own());
    }
    return socket;
  }

  static ZMQ.Socket dealer(ZContext context, int maxFrameBytes, @Nullable LineKeys keys) {
    ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
    common(socket, maxFrameBytes);
    must(socket.setHeartbeatIvl(10_000));
    must(socket.setHeartbeatTimeout(8_000));
    must(socket.setReconnectIVL(RECONNECT_MILLIS));
    must(socket.setReconnectIVLMax(LONGEST_RECONNECT_MILLIS));
    must(socket.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, GONE));
    if (keys != null) {
      must(socket.setCurveServerKey(ZMQ.Curve.z85Decode(keys.serverKey())));
      encrypt(socket, keys.own());
    }
    return socket;
  }

  /** Asks again whether it does, because the library forgets it at some wrong values. */
  private static void encrypt(ZMQ.Socket socket, Keys own) {
    must(socket.setCurvePublicKey(own.publicBytes()));
    must(socket.setCurveSecretKey(own.secretBytes()));
    must(socket.getMechanism() == ZMQ.Socket.Mechanism.CURVE);
  }

  private static void common(ZMQ.Socket socket, int maxFrameBytes) {
    must(socket.setLinger(0));
    must(socket.setMaxMsgSize(maxFrameBytes + (long) ENVELOPE));
    must(socket.setMsgAllocator(new GuardAllocator(maxFrameBytes + ENVELOPE)));
    must(socket.setRcvHWM(0));
    must(socket.setSndHWM(SEND_QUEUE));
    must(socket.setHandshakeIvl(HANDSHAKE_MILLIS));
    must(socket.setTCPKeepAlive(1));
    must(socket.setTCPKeepAliveIdle(60));
    must(socket.setTCPKeepAliveInterval(15));
    must(socket.setTCPKeepAliveCount(4));
  }

  static void must(boolean set) {
    if (!set) {
      throw new IllegalStateException("the library refuses an option");
    }
  }

  /** The rest of a message, of which one frame is there; null if it never became whole. */
  static @Nullable List<Msg> rest(ZMQ.Socket socket, Msg first) {
    List<Msg> frames = new ArrayList<>(MAX_FRAMES);
    frames.add(first);
    Msg last = first;
    while (last.hasMore()) {
      last = socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT);
      if (last == null) {
        return null;
      }
      if (frames.size() < MAX_FRAMES || last instanceof GuardAllocator.Refused) {
        frames.add(last);
      }
    }
    return frames;
  }

  static boolean saysGone(List<Msg> frames) {
    Msg first = frames.get(0);
    return first.getMetadata() == null && Arrays.equals(first.data(), GONE);
  }

  static boolean isOutOfStep(List<Msg> frames, int maxFrameBytes) {
    for (Msg frame : frames) {
      if (frame instanceof GuardAllocator.Refused || frame.size() > maxFrameBytes) {
        return true;
      }
    }
    return false;
  }

  static byte[][] bytes(List<Msg> frames) {
    byte[][] bytes = new byte[Math.min(frames.size(), MAX_FRAMES)][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = frames.get(i).data();
    }
    return bytes;
  }

  /** A larger one would end the connection on the other side, without a word why. */
  static void check(byte[][] frames, int maxFrameBytes) {
    if (frames.length < 1 || frames.length > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "a message has " + frames.length + " frames; it must have 1 to " + MAX_FRAMES);
    }
    for (byte[] frame : frames) {
      if (frame.length > maxFrameBytes) {
        throw new IllegalArgumentException(
            "a frame has " + frame.length + " bytes; at most " + maxFrameBytes);
      }
    }
  }

  static boolean send(ZMQ.Socket socket, byte[] frame, boolean more) {
    int flags = zmq.ZMQ.ZMQ_DONTWAIT | (more ? zmq.ZMQ.ZMQ_SNDMORE : 0);
    return socket.base().send(new Msg(frame), flags);
  }
}
