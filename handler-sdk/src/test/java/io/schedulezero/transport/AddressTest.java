package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedulezero.transport.Ends.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:0", "tcp://127.0.0.1:*", "tcp://LOCALHOST:*"})
  void a_hub_knows_the_port_that_it_got(String address) {
    try (Ends ends = Ends.at(address, System::nanoTime)) {
      assertThat(ends.hub.address()).matches("tcp://127\\.0\\.0\\.1:[1-9]\\d+");
      assertThat(ends.line().ask("here")).containsExactly("here");
    }
  }

  @Test
  void all_of_127_is_this_machine_and_so_is_the_short_form_of_ipv6() throws Exception {
    try (Ends ends = Ends.at("tcp://127.1.2.3:*", System::nanoTime)) {
      assertThat(ends.line().ask("here")).containsExactly("here");
    }
    assumeTrue(hasIpv6());
    try (Ends ends = Ends.at("tcp://[::1]:*", System::nanoTime)) {
      assertThat(ends.hub.address()).matches("tcp://\\[?[0:]+1]?:\\d+");
      Client line =
          new Client(
              ends.hub.address().replaceAll("tcp://.*:", "tcp://[::1]:"), Recorder.MAX_FRAME);
      try (line) {
        line.connect();
        assertThat(line.ask("here")).containsExactly("here");
      }
    }
  }

  @SuppressWarnings("AddressSelection") // it is no name
  private static boolean hasIpv6() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("::1", 0));
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://*:5555",
        "tcp://0.0.0.0:5555",
        "tcp://[::]:5555",
        "tcp://192.168.1.4:5555",
        "tcp://127.0.0.1.example.com:5555",
        "tcp://workers.example.com:5555",
        "tcp://128.0.0.1:5555",
        "tcp://127.0.0.256:5555",
        "tcp://[::ffff:10.0.0.1]:5555",
      })
  void others_are_not_spoken_with_in_the_clear(String address) {
    assertThatThrownBy(() -> Ends.at(address, System::nanoTime))
        .isInstanceOf(AddressRefused.class)
        .hasMessage(
            "cannot listen at "
                + address
                + ": without keys the host must be this one: 127.0.0.1, [::1] or localhost;"
                + " configure keys to speak with others");
  }

  @Test
  void a_line_does_not_speak_with_others_in_the_clear_either() {
    assertThatThrownBy(() -> new Client("tcp://workers.example.com:5555", 1))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("cannot connect to tcp://workers.example.com:5555: without keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:5555",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:",
        "tcp://:5555",
        "ipc://x",
        "inproc://x",
        "tcp://127.0.0.1:55555555",
        "tcp://127.0.0.1:5555/x",
        "tcp://127.0.0.1:5555;tcp://0.0.0.0:1",
        "tcp://::1:5555",
      })
  void what_is_no_address_is_refused(String address) {
    assertThatThrownBy(() -> Ends.at(address, System::nanoTime))
        .isInstanceOf(AddressRefused.class)
        .hasMessage("cannot listen at " + address + ": an address looks like tcp://127.0.0.1:5555");
  }

  @Test
  void a_port_has_five_digits_and_not_all_of_them() {
    assertThatThrownBy(() -> Ends.at("tcp://127.0.0.1:65536", System::nanoTime))
        .hasMessageContaining("the port must be 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:0", "tcp://127.0.0.1:*", "tcp://*:5555"})
  void a_line_needs_one_host_and_one_port(String address) {
    assertThatThrownBy(() -> new Client(address, 1))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("it names no single host and port");
  }

  @Test
  void an_address_in_use_is_refused() {
    try (Ends ends = Ends.start()) {
      assertThatThrownBy(() -> Ends.at(ends.hub.address(), System::nanoTime))
          .isInstanceOf(AddressRefused.class)
          .hasMessage(
              "cannot listen at "
                  + ends.hub.address()
                  + ": Address already in use; is another server running there, or is the host"
                  + " another one?");
    }
  }

  @Test
  void a_frame_needs_some_room() {
    assertThatThrownBy(() -> new HubOptions("tcp://127.0.0.1:*", 0, Thread::new, () -> 0))
        .hasMessage("maxFrameBytes is 0; it must be 1 or more");
    assertThatThrownBy(() -> new LineOptions("tcp://127.0.0.1:1", -1, Thread::new, () -> 0))
        .hasMessage("maxFrameBytes is -1; it must be 1 or more");
  }
}
