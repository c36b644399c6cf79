package io.schedulezero.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.schedulezero.config.HttpRequestConfig;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.testing.FakeRunContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRequestTest {
  private final HttpServer remote = remote();

  private static HttpServer remote() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    answer("/hello", 200, "hi", "X-Seen", "yes");
    answer("/large", 200, "x".repeat(100_000), "X", "y");
    answer("/missing", 404, "no such thing", "X", "y");
    answer("/broken", 503, "later", "X", "y");
    answer("/away", 302, "", "Location", "/hello");
    answer("/loop", 302, "", "Location", "/loop");
    answer("/outside", 302, "", "Location", "http://other.invalid/");
    answer("/file", 302, "", "Location", "file:///etc/passwd");
    remote.start();
  }

  private void answer(String path, int status, String body, String header, String value) {
    remote.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add(header, value);
          exchange
              .getResponseHeaders()
              .add("Host-Seen", exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    remote.stop(0);
  }

  private HttpRequest.Response call(String path, boolean allowPrivate, List<String> hosts)
      throws Exception {
    HttpRequestConfig config =
        new HttpRequestConfig(hosts, allowPrivate, 1_000, 10_000, Duration.ofSeconds(10));
    HttpRequest handler = new HttpRequest(config, new Addresses(config));
    URI url = URI.create("http://localhost:" + remote.getAddress().getPort() + path);
    return handler
        .call(url, "get", Map.of(), "", new FakeRunContext())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private HttpRequest.Response call(String path) throws Exception {
    return call(path, true, List.of("localhost"));
  }

  @Test
  void an_answer_is_the_result_and_the_host_keeps_its_name() throws Exception {
    HttpRequest.Response response = call("/hello");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("hi");
    assertThat(response.truncated()).isFalse();
    assertThat(response.headers().toString())
        .contains("localhost:" + remote.getAddress().getPort());
  }

  @Test
  void a_redirect_is_followed() throws Exception {
    assertThat(call("/away").body()).isEqualTo("hi");
  }

  @Test
  void a_long_answer_is_cut() throws Exception {
    HttpRequest.Response response = call("/large");
    assertThat(response.body()).hasSize(10_000);
    assertThat(response.truncated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/loop", "/outside", "/file"})
  void what_another_try_cannot_mend_is_given_up(String path) {
    assertThatThrownBy(() -> call(path)).hasRootCauseInstanceOf(GiveUp.class);
  }

  @Test
  void what_may_pass_is_tried_again() {
    assertThatThrownBy(() -> call("/broken"))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("answered 503: later");
  }

  @Test
  void private_addresses_and_other_hosts_are_refused() {
    assertThatThrownBy(() -> call("/hello", false, List.of("*")))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("private address");
    assertThatThrownBy(() -> call("/hello", true, List.of("*.example.org")))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("allowed_hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1"
      })
  void what_is_not_the_public_internet_is_private(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2001:4860:4860::8888"
      })
  void what_is_the_public_internet_is_not(String address) throws Exception {
    assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }
}
