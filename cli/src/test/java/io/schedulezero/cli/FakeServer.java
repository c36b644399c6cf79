package io.schedulezero.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what it was told to answer, for the answers that a real server gives rarely or never. */
final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Deque<Canned>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private record Canned(int status, String body) {}

  FakeServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /**
   * Several answers to the same request are given one after the other, the last one again and
   * again.
   *
   * @param request {@code GET /api/runs?limit=50}
   */
  FakeServer on(String request, int status, String body) {
    answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Canned(status, body));
    return this;
  }

  /** Method, path and query, then the body if there is one, then If-Match if there is one. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String version = exchange.getRequestHeaders().getFirst("If-Match");
    requests.add((request + " " + body + (version == null ? "" : " " + version)).strip());
    Deque<Canned> canned = answers.getOrDefault(request, new ArrayDeque<>());
    Canned next = canned.size() > 1 ? canned.poll() : canned.peek();
    if (next == null) {
      next = new Canned(404, "{\"detail\": \"no answer for " + request + "\"}");
    }
    byte[] bytes = next.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
