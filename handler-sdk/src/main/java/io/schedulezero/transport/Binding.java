package io.schedulezero.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Listening, and why it did not work. */
final class Binding {
  private static final String LISTEN_AT = "listen at";

  private Binding() {}

  /** Returns the address with the real port. */
  static String bind(ZMQ.Socket socket, HubOptions options) {
    Endpoint endpoint = Endpoint.toListen(options.address());
    if (options.keys() == null && !options.plainRemote()) {
      endpoint.mustBeLoopback(LISTEN_AT);
    }
    Sockets.must(socket.setIPv6(endpoint.isIpv6()));
    try {
      socket.bind(endpoint.bare());
    } catch (ZMQException e) {
      throw Endpoint.refused(LISTEN_AT, options.address(), reason(endpoint));
    }
    return socket.getLastEndpoint();
  }

  /** The library knows one reason for all; the system says more. */
  private static String reason(Endpoint endpoint) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(endpoint.resolve(), endpoint.port()));
      return "the address was in use a moment ago; try again";
    } catch (UnknownHostException e) {
      return "nobody knows its host";
    } catch (IOException e) {
      return e.getMessage() + "; is another server running there, or is the host another one?";
    }
  }
}
