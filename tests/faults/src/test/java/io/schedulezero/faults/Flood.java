package io.schedulezero.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections at a time, of nobody in particular, which say little or nothing. */
final class Flood implements AutoCloseable {
  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  Flood(int port) {
    this.port = port;
  }

  /** Opens so many more, and says the same on each. */
  void open(int count, byte[] words) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      try {
        socket.getOutputStream().write(words);
      } catch (IOException turnedAway) {
        socket.close();
      }
    }
  }

  /** What begins a connection of ZMTP 3.0 without encryption. */
  static byte[] greeting() {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0})
        .put("NULL".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** The same, and then word of a frame of so many bytes, which does not come. */
  static byte[] announcement(long bytes) {
    return ByteBuffer.allocate(73).put(greeting()).put((byte) 2).putLong(bytes).array();
  }

  /** Closes all of them. */
  void leave() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
