package io.schedulezero.builtin;

import io.schedulezero.config.HttpRequestConfig;
import io.schedulezero.handler.Arg;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls a URL. Redirects are followed by hand, since each leads to a host that must be judged. */
final class HttpRequest {
  private static final int MOST_REDIRECTS = 5;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final HttpRequestConfig config;
  private final PinnedClient client;

  HttpRequest(HttpRequestConfig config, Addresses addresses) {
    this.config = config;
    this.client = new PinnedClient(addresses, config);
  }

  /**
   * What came back.
   *
   * @param truncated whether the body was longer than what is kept
   */
  record Response(int status, Map<String, List<String>> headers, String body, boolean truncated) {}

  /** One request of possibly several, if there are redirects. */
  record Call(String method, URI url, Map<String, String> headers, String body) {
    Call redirected(int status, URI to) {
      boolean asGet = status == 303 || (status < 303 && method.equals("POST"));
      Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      kept.putAll(headers);
      if (!to.getHost().equalsIgnoreCase(url.getHost())) {
        kept.remove("Authorization");
        kept.remove("Cookie");
      }
      return new Call(asGet ? "GET" : method, to, kept, asGet ? "" : body);
    }
  }

  @Handler(
      name = "http_request",
      description =
          "Calls a URL. A status from 400 on is a failure; one that another try cannot mend is not"
              + " tried again.")
  CompletionStage<Response> call(
      @Arg(description = "http:// or https://") URI url,
      @Arg(defaultValue = "GET") String method,
      @Arg(defaultValue = "{}") Map<String, String> headers,
      @Arg(description = "Body of the request", defaultValue = "") String body,
      RunContext run)
      throws IOException {
    String verb = method.toUpperCase(Locale.ROOT);
    if (!METHODS.contains(verb)) {
      throw new GiveUp("method must be one of " + METHODS + ", not " + method);
    }
    if (body.getBytes(StandardCharsets.UTF_8).length > config.maxRequestBytes()) {
      throw new GiveUp("body is longer than " + config.maxRequestBytes() + " bytes");
    }
    CompletableFuture<Response> answer =
        follow(new Call(verb, url, headers, body), 0)
            .orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(response -> checked(url, response, run));
    run.onCancel(() -> answer.cancel(true));
    return answer;
  }

  private CompletableFuture<Response> follow(Call call, int redirects) throws IOException {
    return client
        .send(call)
        .thenCompose(
            response -> {
              URI next = redirect(call, response);
              if (next == null) {
                return CompletableFuture.completedFuture(response(response));
              }
              if (redirects == MOST_REDIRECTS) {
                throw new GiveUp("More than " + MOST_REDIRECTS + " redirects from " + call.url());
              }
              try {
                return follow(call.redirected(response.statusCode(), next), redirects + 1);
              } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }

  private static @Nullable URI redirect(Call call, HttpResponse<LimitedBody.Kept> response) {
    boolean redirected = List.of(301, 302, 303, 307, 308).contains(response.statusCode());
    String location = response.headers().firstValue("Location").orElse(null);
    if (!redirected || location == null) {
      return null;
    }
    try {
      URI next = call.url().resolve(location);
      if (next.getHost() != null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      throw new GiveUp("A redirect to what is no URL: " + location, e);
    }
    throw new GiveUp("A redirect to what has no host: " + location);
  }

  private static Response response(HttpResponse<LimitedBody.Kept> response) {
    LimitedBody.Kept body = response.body();
    return new Response(
        response.statusCode(), response.headers().map(), body.text(), body.truncated());
  }

  private static Response checked(URI url, Response response, RunContext run) {
    int status = response.status();
    run.logger().info("{} answered {}", url, status);
    if (status < 400) {
      return response;
    }
    String said = url + " answered " + status + ": " + start(response.body());
    if (status < 500 && status != 408 && status != 425 && status != 429) {
      throw new GiveUp(said);
    }
    throw new IllegalStateException(said);
  }

  private static String start(String body) {
    return body.length() <= 200 ? body : body.substring(0, 200) + "…";
  }
}
