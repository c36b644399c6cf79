package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/** A connection whose every byte the test decides. */
final class RawPeer implements AutoCloseable {
  static final int MORE = 1;
  static final int COMMAND = 4;

  final Socket socket = new Socket();
  private final DataInputStream in;

  private RawPeer(String address) throws IOException {
    URI uri = URI.create(address);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
  }

  static RawPeer connect(String address) throws IOException {
    return new RawPeer(address);
  }

  /** Of ZMTP 3.0. */
  static byte[] greeting(String mechanism) {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy(mechanism.getBytes(US_ASCII), 0, greeting, 12, mechanism.length());
    return greeting;
  }

  /** The command that ends the handshake without keys. */
  static byte[] ready(String identity, String... properties) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(5);
    body.writeBytes("READY".getBytes(US_ASCII));
    property(body, "Socket-Type", "DEALER");
    property(body, "Identity", identity);
    for (int i = 0; i < properties.length; i += 2) {
      property(body, properties[i], properties[i + 1]);
    }
    return body.toByteArray();
  }

  private static void property(ByteArrayOutputStream to, String name, String value) {
    to.write(name.length());
    to.writeBytes(name.getBytes(US_ASCII));
    to.writeBytes(ByteBuffer.allocate(4).putInt(value.length()).array());
    to.writeBytes(value.getBytes(US_ASCII));
  }

  /** The start of a frame with any length that one can claim. */
  static byte[] longHeader(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | 2)).putLong(length).array();
  }

  void send(byte[]... bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : bytes) {
      all.writeBytes(each);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  void frame(int flags, byte[] content) throws IOException {
    send(longHeader(flags, content.length), content);
  }

  void message(String text) throws IOException {
    frame(0, text.getBytes(US_ASCII));
  }

  /** As a worker does it, until the hub has done the same. */
  void handshake() throws IOException {
    handshake("");
  }

  void handshake(String identity, String... properties) throws IOException {
    send(greeting("NULL"));
    in.readNBytes(64);
    frame(COMMAND, ready(identity, properties));
    nextFrame();
  }

  byte[] nextMessage() throws IOException {
    return nextFrame();
  }

  private byte[] nextFrame() throws IOException {
    int flags = in.readUnsignedByte();
    long length = (flags & 2) != 0 ? in.readLong() : in.readUnsignedByte();
    return in.readNBytes((int) length);
  }

  /** Whether the hub ends the connection, read from what it sends. */
  boolean isEndedByTheHub() {
    try {
      while (in.read() >= 0) {
        // what it had to say
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Ends the connection as a crash of the machine would. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
