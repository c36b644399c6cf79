package io.schedulezero.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API of a server, wherever that is at the time. */
final class Api {
  static final Set<String> TERMINAL = Set.of("succeeded", "failed", "cancelled", "skipped");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private volatile String base = "";

  /** The server is here from now on. */
  void isAt(String url) {
    base = url;
  }

  /** Submits one run, and returns its id. */
  String submit(String handler, String args) {
    return ask("POST", "/api/runs", body(handler, args, "")).get("id").asString();
  }

  /**
   * Submits one run.
   *
   * @param more keys, as JSON without braces
   */
  String submit(String handler, String args, String more) {
    return ask("POST", "/api/runs", body(handler, args, "," + more)).get("id").asString();
  }

  /** Submits many alike, and returns their ids. */
  List<String> submit(int count, String handler, String args) {
    String all =
        IntStream.range(0, count)
            .mapToObj(i -> body(handler, args, ""))
            .collect(Collectors.joining(",", "[", "]"));
    List<String> ids = new ArrayList<>();
    ask("POST", "/api/runs/batch", all).get("ids").forEach(id -> ids.add(id.asString()));
    return ids;
  }

  private static String body(String handler, String args, String more) {
    return "{\"handler\":\"%s\",\"args\":%s%s}".formatted(handler, args, more);
  }

  JsonNode run(String id) {
    return ask("GET", "/api/runs/" + id, "");
  }

  String state(String id) {
    return run(id).get("state").asString();
  }

  /** The worker that it is for. */
  String target(String id) {
    return run(id).get("route").get("target").asString();
  }

  /** The runs with the tag, at most a page of them. */
  List<String> tagged(String tag) {
    List<String> ids = new ArrayList<>();
    ask("GET", "/api/runs?tag=" + tag, "")
        .get("items")
        .forEach(run -> ids.add(run.get("id").asString()));
    return ids;
  }

  void cancel(String id) {
    ask("POST", "/api/runs/" + id + "/cancel", "");
  }

  /** Cancels the run, which may be over by now. */
  void cancelIfNotOver(String id) {
    try {
      cancel(id);
    } catch (IllegalStateException refused) {
      if (!TERMINAL.contains(state(id))) {
        throw refused;
      }
    }
  }

  JsonNode worker(String name) {
    return ask("GET", "/api/workers/" + name, "");
  }

  /** Waits until the run is in one of the states. */
  void await(String id, Duration time, String... states) {
    Set<String> wanted = Set.of(states);
    Wait.until(
        "run " + id + " is one of " + wanted,
        time,
        () -> wanted.contains(state(id)),
        () -> run(id).toString());
  }

  /** Waits until all of them are over. */
  void awaitEnds(Collection<String> ids, Duration time) {
    List<String> left = new ArrayList<>(ids);
    Wait.until(
        "all runs are over",
        time,
        () -> {
          while (!left.isEmpty() && TERMINAL.contains(state(left.get(left.size() - 1)))) {
            left.remove(left.size() - 1);
          }
          return left.isEmpty();
        },
        () -> "Not over is " + run(left.get(left.size() - 1)));
  }

  /** What the server answers, if that is good. */
  JsonNode ask(String method, String path, String body) {
    String answer = send(method, path, body);
    return answer.isEmpty() ? JSON.nullNode() : JSON.readTree(answer);
  }

  /** The same of what is no JSON. */
  String text(String path) {
    return send("GET", path, "");
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
