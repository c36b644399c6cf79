package io.schedulezero.crash;

import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.Plan;
import io.schedulezero.crash.Order.Wanted;
import io.schedulezero.crash.Order.When;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server, asked by HTTP. */
final class ServerProcess implements Subject {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONFIG =
      """
      handlers:
        builtin:
          - module: %s
      scheduler:
        misfire_after: %dms
      """;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<String> address = new CompletableFuture<>();

  private ServerProcess(Process process) {
    this.process = process;
    new Thread(this::listen, "output").start();
  }

  static ServerProcess start(Home home) throws IOException {
    Path config = home.directory().resolve("config.yaml");
    Files.writeString(
        config, CONFIG.formatted(CrashHandlers.class.getName(), MISFIRE_AFTER.toMillis()));
    List<String> arguments =
        List.of(
            "--config",
            config.toString(),
            "--http",
            "127.0.0.1:0",
            "--workers",
            "off",
            "--data",
            home.data().toString());
    return new ServerProcess(home.start("io.schedulezero.server.Main", arguments));
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        int at = line.indexOf("http://");
        if (at >= 0) {
          address.complete(line.substring(at));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      address.completeExceptionally(new Gone("the server ended before it was ready"));
    }
  }

  @Override
  public void awaitReady() throws Gone {
    try {
      address.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException gone) {
      throw new Gone(String.valueOf(gone.getMessage()));
    } catch (TimeoutException | InterruptedException silent) {
      throw new IllegalStateException("The server was not ready within " + PATIENCE, silent);
    }
  }

  @Override
  public Answer ask(Order order) throws Gone {
    if (order instanceof Order.Submit submit) {
      return submit(submit.runs());
    }
    if (order instanceof Order.Create create) {
      return standing(send("POST", "/api/schedules", body(create.plan())));
    }
    if (order instanceof Order.Update update) {
      return standing(send("PUT", at(update.plan().id()), body(update.plan())));
    }
    if (order instanceof Order.Delete delete) {
      return standing(send("DELETE", at(delete.id()), ""));
    }
    if (order instanceof Order.Pause pause) {
      String reason = "{\"reason\":\"crash test\"}";
      return standing(send("POST", at(pause.id()) + "/pause", reason));
    }
    if (order instanceof Order.Resume resume) {
      return standing(send("POST", at(resume.id()) + "/resume", ""));
    }
    if (order instanceof Order.Look look) {
      HttpResponse<String> found = send("GET", at(look.id()), "");
      return found.statusCode() == 404 ? new Answer.Standing(null) : standing(found);
    }
    HttpResponse<String> run = send("GET", "/api/runs/" + ((Order.Watch) order).run(), "");
    return isGood(run) ? new Answer.State(json(run).get("state").asString()) : refused(run);
  }

  private static String at(String schedule) {
    return "/api/schedules/" + schedule;
  }

  private Answer submit(List<Wanted> runs) throws Gone {
    if (runs.size() == 1) {
      HttpResponse<String> answer = send("POST", "/api/runs", body(runs.get(0)));
      return isGood(answer)
          ? new Answer.Accepted(List.of(json(answer).get("id").asString()))
          : refused(answer);
    }
    String bodies = runs.stream().map(ServerProcess::body).collect(Collectors.joining(","));
    HttpResponse<String> answer = send("POST", "/api/runs/batch", "[" + bodies + "]");
    if (!isGood(answer)) {
      return refused(answer);
    }
    List<String> ids = new ArrayList<>();
    json(answer).get("ids").forEach(id -> ids.add(id.asString()));
    return new Answer.Accepted(ids);
  }

  private static Answer standing(HttpResponse<String> answer) {
    if (!isGood(answer)) {
      return refused(answer);
    }
    if (answer.body().isEmpty()) {
      return new Answer.Standing(null);
    }
    JsonNode schedule = json(answer);
    return new Answer.Standing(
        new Answer.Content(
            schedule.get("args").get("tag").asString(),
            schedule.get("paused").asBoolean(),
            Instant.parse(schedule.get("created_at").asString())));
  }

  private static boolean isGood(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 2;
  }

  private static Answer refused(HttpResponse<String> answer) {
    return new Answer.Refused(answer.statusCode() + " " + answer.body());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String body(Wanted run) {
    String delay = run.delayMillis() == 0 ? "" : ",\"delay\":\"" + run.delayMillis() + "ms\"";
    String key = run.key() == null ? "" : ",\"key\":\"" + run.key() + "\"";
    return "{\"handler\":\"%s\",\"args\":%s%s%s}"
        .formatted(run.handler(), Order.args(run.tag(), run.number()), delay, key);
  }

  private static String body(Plan plan) {
    return "{\"id\":\"%s\",\"handler\":\"work\",\"args\":%s,\"trigger\":%s,\"misfire\":{\"policy\":\"%s\"},\"overlap\":\"%s\"}"
        .formatted(
            plan.id(),
            Order.args(plan.tag(), plan.number()),
            trigger(plan.when()),
            plan.misfire().toLowerCase(Locale.ROOT),
            plan.overlap().toLowerCase(Locale.ROOT));
  }

  private static String trigger(When when) {
    if (when.kind().isCron()) {
      return "{\"type\":\"cron\",\"expression\":\"%s\"}".formatted(Order.cron(when));
    }
    String start = when.startAt() == null ? "null" : "\"" + when.startAt() + "\"";
    String anchor = when.kind() == Kind.INTERVAL ? "start" : "completion";
    return "{\"type\":\"interval\",\"seconds\":%d.%03d,\"start_at\":%s,\"anchor\":\"%s\"}"
        .formatted(when.millis() / 1_000, when.millis() % 1_000, start, anchor);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Gone {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.join() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw gone(method + " " + path, broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** A broken connection means that the process is dead, or else something is wrong. */
  private Gone gone(String what, IOException broken) {
    try {
      if (endsWithin(PATIENCE)) {
        return new Gone(what + ": " + broken);
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    throw new IllegalStateException(what + " got no answer from a living server", broken);
  }

  @Override
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void stop() throws InterruptedException {
    process.destroy();
    if (!endsWithin(PATIENCE)) {
      kill();
      throw new IllegalStateException("The server did not end within " + PATIENCE);
    }
  }
}
