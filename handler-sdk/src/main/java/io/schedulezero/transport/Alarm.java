package io.schedulezero.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes a thread that waits for channels. Any thread may ring. */
final class Alarm {
  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

  private final Pipe pipe;
  private final ByteBuffer rings = ByteBuffer.allocate(8);

  private Alarm(Pipe pipe) {
    this.pipe = pipe;
  }

  static Alarm open() {
    try {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      pipe.sink().configureBlocking(false);
      return new Alarm(pipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has input from a ring until it is {@linkplain #silence silenced}. */
  SelectableChannel channel() {
    return pipe.source();
  }

  void ring() {
    try {
      pipe.sink().write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      LOG.debug("nobody is there who could be woken", e);
    }
  }

  /** On the thread that was woken. */
  void silence() {
    try {
      pipe.source().read(rings.clear());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      pipe.sink().close();
      pipe.source().close();
    } catch (IOException e) {
      LOG.debug("the pipe of an alarm could not be closed", e);
    }
  }
}
