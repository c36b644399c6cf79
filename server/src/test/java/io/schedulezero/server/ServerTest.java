package io.schedulezero.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.config.WorkersConfig;
import io.schedulezero.handler.Handler;
import io.schedulezero.worker.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
  @TempDir Path directory = Path.of("");

  /** A module of a user. */
  public static final class Mailer {
    @Handler
    public String greet(String name) {
      return "Hello " + name;
    }

    @Handler
    public void unwanted() {}
  }

  private ServerOptions options(String yaml, String http) throws IOException {
    Path config = Files.writeString(directory.resolve("config.yaml"), yaml);
    return new ServerOptions(
        config.toString(), http, directory.resolve("data").toString(), List.of(), "off");
  }

  private static String get(Server server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String post(Server server, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void what_was_acknowledged_is_there_after_a_restart() throws Exception {
    ServerOptions options = options("", "127.0.0.1:0");
    try (Server server = Server.start(options, Map.of())) {
      assertThat(
              post(
                  server,
                  "/api/schedules",
                  "{\"id\":\"s\",\"handler\":\"noop\",\"trigger\":{\"type\":\"interval\",\"days\":1}}"))
          .contains("\"id\":\"s\"");
    }
    try (Server server = Server.start(options, Map.of())) {
      assertThat(get(server, "/api/schedules/s")).contains("\"days\":1");
      assertThat(get(server, "/metrics")).contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void modules_bring_the_handlers_that_are_wanted() throws Exception {
    String yaml =
        "handlers:\n  builtin:\n    - module: "
            + Mailer.class.getName()
            + "\n      methods: [greet]\n    - {module: io.schedulezero.builtin, methods: [noop]}\nstorage: {type: memory}\n";
    try (Server server = Server.start(options(yaml, "0"), Map.of())) {
      String handlers = get(server, "/api/handlers");
      assertThat(handlers).contains("\"greet\"", "\"noop\"").doesNotContain("unwanted", "\"echo\"");
    }
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void a_bad_module_stops_the_start() throws IOException {
    for (String module : List.of("com.acme.Nowhere", "java.lang.Integer", "java.lang.Object")) {
      ServerOptions options = options("handlers: {builtin: [{module: " + module + "}]}", "0");
      assertThatThrownBy(() -> Server.start(options, Map.of()))
          .isInstanceOfSatisfying(StartFailed.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining(module);
    }
    ServerOptions options =
        options("handlers: {builtin: [{module: io.schedulezero.builtin, methods: [ecko]}]}", "0");
    assertThatThrownBy(() -> Server.start(options, Map.of()))
        .hasMessageContaining("did you mean echo?");
  }

  @Test
  void a_taken_port_and_taken_data_are_told_apart_from_bad_configuration() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerOptions options = options("", "127.0.0.1:" + taken.getLocalPort());
      assertThatThrownBy(() -> Server.start(options, Map.of()))
          .isInstanceOfSatisfying(StartFailed.class, e -> assertThat(e.exitCode()).isEqualTo(3))
          .hasMessageContaining("choose another port by --http");
    }
    ServerOptions options = options("", "0");
    try (Server server = Server.start(options, Map.of())) {
      assertThat(server.address()).startsWith("http://127.0.0.1:");
      assertThatThrownBy(() -> Server.start(options, Map.of()))
          .isInstanceOfSatisfying(StartFailed.class, e -> assertThat(e.exitCode()).isEqualTo(3))
          .hasMessageContaining("in use by process");
    }
  }

  @Test
  void workers_connect_where_the_configuration_says() throws Exception {
    ServerOptions any = new ServerOptions(null, "0", null, List.of(), "tcp://127.0.0.1:*");
    Map<String, String> memory = Map.of("SCHEDULEZERO_STORAGE_TYPE", "memory");
    try (Server server = Server.start(any, memory)) {
      assertThat(server.workersAddress().orElseThrow()).matches("tcp://127\\.0\\.0\\.1:[1-9]\\d+");
      assertThat(get(server, "/api/health")).contains("\"workers\":\"ok\"");
      assertThat(get(server, "/api/workers")).contains("\"items\":[]");
      ServerOptions same =
          new ServerOptions(null, "0", null, List.of(), server.workersAddress().orElseThrow());
      assertThatThrownBy(() -> Server.start(same, memory))
          .isInstanceOfSatisfying(StartFailed.class, e -> assertThat(e.exitCode()).isEqualTo(3))
          .hasMessageContaining("Cannot listen for workers on " + same.workers())
          .hasMessageContaining("choose another address by --workers");
    }
    try (Server server =
        Server.start(new ServerOptions(null, "0", null, List.of(), "off"), memory)) {
      assertThat(server.workersAddress()).isEmpty();
      assertThat(get(server, "/api/health")).contains("\"workers\":\"off\"");
    }
  }

  @Test
  void workers_with_keys_connect_from_everywhere() throws Exception {
    NewKeys server = NewKeys.create(directory, "server");
    NewKeys worker = NewKeys.create(directory, "w1");
    Path list = Files.writeString(directory.resolve("allow"), worker.publicKey() + " w1 *");
    Map<String, String> environment =
        Map.of(
            "SCHEDULEZERO_STORAGE_TYPE",
            "memory",
            "SCHEDULEZERO_SECURITY_WORKER_KEY",
            server.secretFile().toString(),
            "SCHEDULEZERO_SECURITY_ALLOW_LIST",
            list.toString());
    ServerOptions everywhere = new ServerOptions(null, "0", null, List.of(), "tcp://*:*");
    try (Server started = Server.start(everywhere, environment);
        Worker connected =
            Worker.builder()
                .connect(started.workersAddress().orElseThrow().replace("0.0.0.0", "127.0.0.1"))
                .keys(worker.secretFile(), server.publicKey())
                .name("w1")
                .handlers(new Mailer())
                .drainWithin(Duration.ZERO)
                .start()) {
      connected.connected().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(get(started, "/api/workers")).contains("\"name\":\"w1\"");
    }
  }

  @Test
  void a_server_does_without_workers_if_the_usual_address_is_taken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "tcp://127.0.0.1:" + taken.getLocalPort();
      WorkersConfig usual =
          new WorkersConfig(
              Optional.of(address), true, Duration.ofSeconds(2), Duration.ofSeconds(10));

      assertThat(Ports.orNone(usual).address()).isEmpty();
    }
  }

  @Test
  void flags_are_read() {
    assertThat(
            ServerOptions.parse(
                List.of(
                    "--http",
                    "127.0.0.1:9",
                    "--jar",
                    "x.jar",
                    "--data",
                    "d",
                    "--config",
                    "c",
                    "--workers",
                    "off",
                    "--jar",
                    "y.jar")))
        .isEqualTo(new ServerOptions("c", "127.0.0.1:9", "d", List.of("x.jar", "y.jar"), "off"));
    assertThatThrownBy(() -> ServerOptions.parse(List.of("--htp", "x")))
        .hasMessageContaining("usage:");
    assertThatThrownBy(() -> ServerOptions.parse(List.of("--http"))).hasMessageContaining("usage:");
    ServerOptions outside = new ServerOptions(null, "0.0.0.0:80", null, List.of(), "off");
    assertThatThrownBy(() -> Server.start(outside, Map.of()))
        .hasMessageContaining("flag --http: http.host must be a loopback address");
  }

  @Test
  void an_address_may_be_a_port_alone_or_one_of_version_6() {
    assertThat(flags("8080")).isEqualTo(Map.of("http.port", "8080"));
    assertThat(flags(":8080")).isEqualTo(Map.of("http.port", "8080"));
    assertThat(flags("localhost:0")).isEqualTo(Map.of("http.host", "localhost", "http.port", "0"));
    assertThat(flags("[::1]:80")).isEqualTo(Map.of("http.host", "[::1]", "http.port", "80"));
    for (String bad : List.of("localhost", "127.0.0.1:", "127.0.0.1:66000")) {
      ServerOptions options = new ServerOptions(null, bad, null, List.of(), "off");
      assertThatThrownBy(() -> Server.start(options, Map.of("SCHEDULEZERO_STORAGE_TYPE", "memory")))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("flag --http: http.port must be an integer from 0 to 65535");
    }
  }

  private static Map<String, String> flags(String http) {
    Map<String, String> values = new HashMap<>();
    new ServerOptions(null, http, null, List.of(), null)
        .sources(Map.of())
        .flags()
        .forEach((key, flag) -> values.put(key, flag.value()));
    return values;
  }

  @Test
  void pages_of_others_are_kept_out() throws Exception {
    try (Server server =
        Server.start(
            options("http: {allowed_hosts: [sz.example]}\nstorage: {type: memory}", "0"),
            Map.of())) {
      assertThat(status(server, "Host", "evil.example")).isEqualTo(421);
      assertThat(status(server, "Host", "sz.example:80")).isEqualTo(200);
      assertThat(status(server, "Origin", "http://evil.example")).isEqualTo(403);
      assertThat(status(server, "Origin", server.address())).isEqualTo(200);
    }
  }

  /** By hand, because a client of Java does not lie about the host unless its whole process may. */
  private static int status(Server server, String header, String value) throws Exception {
    URI address = URI.create(server.address());
    String host = header.equals("Host") ? "" : "Host: " + address.getAuthority() + "\r\n";
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request = "GET /api/health HTTP/1.1\r\n%s%s: %s\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(host, header, value).getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }
}
