package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.config.HttpConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers that has too much to do, or whose store is gone. */
final class BusyTest {
  private static final int MOST = 300_000;
  private static final String NOOP = "{\"handler\":\"noop\"}";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory = Path.of("set by JUnit");

  private final BodyBudget bodies = new BodyBudget(MOST);
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private RunningApi server;

  @SuppressWarnings("NullAway.Init")
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    Path config =
        Files.writeString(directory.resolve("config.yaml"), "http: {max_batch_bytes: 262144}");
    server = RunningApi.in(directory, config, bodies);
    caller = new Caller(server.port(), new Description());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One run and spaces: long, and little work. */
  private static String batch(int length) {
    return "[" + NOOP + " ".repeat(length - NOOP.length() - 2) + "]";
  }

  private Socket beginning(String body, int sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        String.join(
            "\r\n",
            "POST /api/runs/batch HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: application/json",
            "Content-Length: %d",
            "",
            "");
    String text = head.formatted(body.length()) + body.substring(0, sent);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  @Test
  void large_bodies_share_a_bounded_room_and_small_ones_pass() throws Exception {
    String large = batch(200_000);
    try (Socket held = beginning(large, 1_000)) {
      await().atMost(SOON).until(() -> bodies.taken() == 200_000);

      Answer refused = caller.post("/api/runs/batch", batch(150_000));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.at("/code")).isEqualTo("server_busy");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(caller.post("/api/runs/batch", batch(90_000)).status()).isEqualTo(202);
      assertThat(caller.post("/api/runs", NOOP).status()).isEqualTo(202);

      held.getOutputStream().write(large.substring(1_000).getBytes(StandardCharsets.UTF_8));
      held.getOutputStream().flush();
      String answer = new String(held.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 202");
    }
    assertThat(caller.post("/api/runs/batch", batch(150_000)).status()).isEqualTo(202);
  }

  @Test
  void a_body_that_does_not_say_its_length_is_counted_as_it_comes() throws Exception {
    try (Socket held = beginning(batch(200_000), 1_000)) {
      await().atMost(SOON).until(() -> bodies.taken() == 200_000);
      HttpResponse<String> refused = client.send(chunked(batch(150_000)), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("server_busy");
      assertThat(held.isClosed()).isFalse();
    }
    await().atMost(SOON).until(() -> bodies.taken() == 0);
    assertThat(client.send(chunked(batch(150_000)), BodyHandlers.ofString()).statusCode())
        .isEqualTo(202);
  }

  private HttpRequest chunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
  }

  private HttpRequest request(HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(uri("/api/runs/batch"))
        .timeout(SOON)
        .header("Content-Type", "application/json")
        .POST(body)
        .build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Test
  void many_at_once_are_taken_or_told_to_come_again_and_all_room_is_given_back() {
    List<String> all =
        List.of(
            batch(200_000),
            batch(100_000),
            "[" + " ".repeat(200_000),
            batch(400_000),
            batch(80_000).replace("noop", "nope"));
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      HttpRequest request = request(BodyPublishers.ofString(all.get(i % all.size())));
      sent.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    List<HttpResponse<String>> answers = sent.stream().map(CompletableFuture::join).toList();
    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .contains(202, 413)
        .isSubsetOf(202, 400, 413, 503);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 503)
        .allMatch(answer -> answer.body().contains("server_busy"))
        .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
    assertThat(bodies.taken()).isZero();
    assertThat(caller.post("/api/runs/batch", batch(200_000)).status()).isEqualTo(202);
  }

  @Test
  void there_is_always_room_for_the_longest_body_that_is_allowed() {
    var http = new HttpConfig("localhost", 0, List.of(), 1 << 20, 1 << 24);
    try (BodyBudget.Share share = BodyBudget.of(http, 1 << 20).share()) {
      share.growTo(1 << 24);
    }
    BodyBudget large = BodyBudget.of(http, 1L << 30);
    try (BodyBudget.Share share = large.share()) {
      share.growTo(1L << 26);
      assertThat(large.taken()).isEqualTo(1L << 26);
    }
    assertThat(large.taken()).isZero();
  }

  @Test
  void so_many_log_streams_and_no_more() throws Exception {
    String id =
        caller
            .post("/api/runs", "{\"handler\":\"sleep\",\"args\":{\"duration\":\"1h\"}}")
            .at("/id");
    String path = "/api/runs/" + id + "/logs?follow=true";
    List<InputStream> streams = new ArrayList<>();
    for (int i = 0; i < RunLogsResource.MOST_STREAMS; i++) {
      HttpRequest follow = HttpRequest.newBuilder(uri(path)).timeout(SOON).build();
      HttpResponse<InputStream> stream = client.send(follow, BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      streams.add(stream.body());
    }
    Answer refused = caller.get(path);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("/code")).isEqualTo("too_many_streams");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(caller.get("/api/runs/" + id + "/logs").status()).isEqualTo(200);

    caller.post("/api/runs/" + id + "/cancel", null);
    for (InputStream stream : streams) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isBlank();
    }
    await().atMost(SOON).until(() -> caller.get(path).status() == 200);
  }

  @Test
  void a_store_that_takes_nothing_is_told_apart_and_nothing_has_changed() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("test.db");
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute(
          "CREATE TRIGGER full BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'disk full'); END");

      for (String path : List.of("/api/runs", "/api/runs/batch")) {
        Answer refused = caller.post(path, path.endsWith("h") ? "[" + NOOP + "]" : NOOP);
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.at("/code")).isEqualTo("store_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.body()).doesNotContain("disk full");
      }
      assertThat(caller.get("/api/runs").json().get("items")).isEmpty();

      statement.execute("DROP TRIGGER full");
    }
    assertThat(caller.post("/api/runs", NOOP).status()).isEqualTo(202);
  }
}
