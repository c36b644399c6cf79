package io.schedulezero.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Bytes as no client would send them. */
final class RawHttp {
  private RawHttp() {}

  /** What comes back until the connection is closed or quiet. */
  static String send(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException e) {
      return "";
    }
  }

  /** A request whose path is no URI. */
  static Answer answer(int port, String method, String path) throws IOException {
    String raw =
        send(
            port,
            method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    String[] parts = raw.split("\r\n\r\n", 2);
    String head = parts[0];
    String type = head.replaceAll("(?is).*content-type: *([^;\r\n]+).*", "$1");
    return new Answer(Integer.parseInt(head.substring(9, 12)), type, parts[1], noResponse());
  }

  @SuppressWarnings("NullAway")
  private static HttpResponse<String> noResponse() {
    return null;
  }
}
