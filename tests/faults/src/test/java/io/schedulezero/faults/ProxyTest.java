package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The network of the other tests does to plain bytes what it says; messages are in DialogueTest.
 */
@Tag("short")
final class ProxyTest {
  private static final int SOON = 5_000;
  private static final int NOT_SOON = 200;

  private ServerSocket listening;
  private Proxy proxy;
  private Socket worker;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = Proxy.to(listening.getLocalPort());
    worker = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    server = listening.accept();
    say(worker, server);
  }

  @AfterEach
  void close() throws IOException {
    worker.close();
    server.close();
    proxy.close();
    listening.close();
  }

  private static void say(Socket from, Socket to) throws IOException {
    from.getOutputStream().write('x');
    to.setSoTimeout(SOON);
    assertThat(to.getInputStream().read()).isEqualTo('x');
  }

  private static void nothingComes(Socket to) throws IOException {
    to.setSoTimeout(NOT_SOON);
    assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
  }

  private static void wasReset(Socket socket) throws IOException {
    socket.setSoTimeout(SOON);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void bytes_go_both_ways_and_connections_are_listed() throws Exception {
    say(server, worker);
    say(worker, server);
    assertThat(proxy.connections()).hasSize(1);
  }

  @Test
  void a_cut_resets_both_ends() throws Exception {
    proxy.cut();

    wasReset(worker);
    wasReset(server);
    assertThat(proxy.connections()).isEmpty();
  }

  @Test
  void a_half_close_ends_one_way_only() throws Exception {
    proxy.connections().get(0).halfClose(Way.TO_SERVER);

    assertThat(server.getInputStream().read()).isEqualTo(-1);
    say(server, worker);
  }

  @Test
  void a_black_hole_holds_one_way_until_it_is_resumed_and_loses_nothing() throws Exception {
    proxy.hold(Way.TO_WORKER);
    server.getOutputStream().write('y');

    nothingComes(worker);
    say(worker, server);
    proxy.resume();
    worker.setSoTimeout(SOON);
    assertThat(worker.getInputStream().read()).isEqualTo('y');
  }

  @Test
  void one_connection_can_be_held_alone() throws Exception {
    proxy.connections().get(0).valve(Way.TO_SERVER).hold();
    worker.getOutputStream().write('y');
    nothingComes(server);

    try (Socket second = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket accepted = listening.accept()) {
      say(second, accepted);
    }
  }

  @Test
  void a_connection_that_is_left_half_open_stays_with_the_server() throws Exception {
    proxy.connections().get(0).leaveHalfOpen();

    wasReset(worker);
    nothingComes(server);
  }

  @Test
  void a_delay_and_a_throttle_take_their_time() throws Exception {
    proxy.valve(Way.TO_SERVER).delay(Duration.ofMillis(100));
    long began = System.nanoTime();
    say(worker, server);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(99));

    proxy.resume();
    proxy.valve(Way.TO_WORKER).throttle(10_000);
    server.getOutputStream().write(new byte[3_000]);
    began = System.nanoTime();
    assertThat(worker.getInputStream().readNBytes(3_000)).hasSize(3_000);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
  }

  @Test
  void who_connects_while_nobody_listens_is_reset() throws Exception {
    listening.close();
    try (Socket early = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      wasReset(early);
    }
  }
}
