package io.schedulezero.worker;

import io.schedulezero.wire.Header;
import io.schedulezero.wire.Message;

/** The way out of a session. */
interface Outbox {
  /** Opens a new connection. What the old one still had to send is lost. */
  void connect();

  /** Closes the connection, if there is one. */
  void disconnect();

  /** Sends a message; false if that is not possible now. */
  boolean send(Header header, Message message);
}
