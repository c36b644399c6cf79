package io.schedulezero.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The server's HTTP API, one document in and one out. A refusal ends the command with the server's
 * words.
 */
final class Client {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  Client(URI server) {
    this.server = server;
  }

  /** A part of a path, such as an id, whatever characters it has. */
  static String part(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path) {
    return document(ask(path));
  }

  JsonNode post(String path, JsonNode body) {
    return send("POST", path, body, Map.of());
  }

  JsonNode send(String method, String path, JsonNode body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
    headers.forEach(request::header);
    return document(send(request.build()));
  }

  void delete(String path) {
    document(send(request("DELETE", path)));
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(ANSWER)
        .method(method, BodyPublishers.noBody())
        .build();
  }

  private URI uri(String path) {
    return URI.create(server + path);
  }

  private static JsonNode document(Answer answer) {
    if (answer.status >= 400) {
      throw Refusal.of(answer);
    }
    return answer.json();
  }

  /** Whatever the server says, also if it is a refusal. */
  Answer ask(String path) {
    return send(request("GET", path));
  }

  /**
   * Hands over each line of an answer as it comes, until the answer ends, {@code each} says no, or
   * the patience is over.
   *
   * @param patience without end if null
   */
  void stream(String path, @Nullable Duration patience, Predicate<String> each) {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      if (response.statusCode() >= 400) {
        throw Refusal.of(
            new Answer(server, response.statusCode(), lines.lines().collect(Collectors.joining())));
      }
      closeAfter(patience, body);
      String line = lines.readLine();
      while (line != null && each.test(line)) {
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw unreachable("The server at " + server + " broke off: " + e.getMessage() + ".", "");
    }
  }

  /** A reader that waits for the next line then sees the end. */
  private static void closeAfter(@Nullable Duration patience, InputStream body) {
    if (patience != null) {
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                try {
                  body.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private Answer send(HttpRequest request) {
    HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
    return new Answer(server, response.statusCode(), response.body());
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw unreachable(
          "No server at " + server + ".",
          " Start one with `sz server`, or name another one by --server or SCHEDULEZERO_URL.");
    } catch (HttpTimeoutException e) {
      throw unreachable(
          "The server at " + server + " did not answer within " + ANSWER.toSeconds() + " s.", "");
    } catch (IOException e) {
      throw unreachable("The server at " + server + " broke off: " + e.getMessage() + ".", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted.");
    }
  }

  private static CommandFailed unreachable(String what, String advice) {
    return new CommandFailed(ExitCode.UNREACHABLE, Text.oneLine(what) + advice);
  }

  record Answer(URI server, int status, String body) {
    JsonNode json() {
      try {
        return body.isEmpty() ? Json.object() : Json.MAPPER.readTree(body);
      } catch (JacksonException e) {
        throw new CommandFailed(
            ExitCode.FAILED,
            "What answered at "
                + server
                + " is no ScheduleZero server: "
                + Text.cut(Text.oneLine(body), 200));
      }
    }
  }
}
