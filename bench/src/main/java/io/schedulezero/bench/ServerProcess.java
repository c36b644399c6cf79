package io.schedulezero.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** W5 and W6 for a real {@code sz server}. */
final class ServerProcess implements AutoCloseable {
  private static final int BATCH = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String JAVA_OPTIONS = "SZ_JAVA_OPTS";
  private static final double MILLIS = 1e3;
  private static final double KILOBYTES = 1024;
  private static final Pattern RUN_ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;
  private final double readyMillis;

  private ServerProcess(Path data, String javaOptions) throws IOException {
    this("http://127.0.0.1:" + freePort(), data, javaOptions);
  }

  private ServerProcess(String address, Path data, String javaOptions) throws IOException {
    this(
        address,
        Map.of(JAVA_OPTIONS, javaOptions),
        "server",
        "--http",
        address.substring("http://".length()),
        "--data",
        data.toString());
  }

  /** Any command of {@code sz} that says a line when it is ready. */
  private ServerProcess(String address, Map<String, String> environment, String... words)
      throws IOException {
    this.address = address;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty(Child.ROOT, "."), "sz").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    environment.forEach(
        (key, value) -> builder.environment().merge(key, value, (one, other) -> one + " " + other));
    Instant executed = Instant.now();
    process = builder.start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("sz " + words[0] + " ended before it was ready");
    }
    readyMillis = millisSince(executed);
  }

  /** Ready and first run, on an empty and on a filled store. */
  static Map<String, Double> start(Bed bed) throws Exception {
    build(bed);
    Map<String, Double> measures = new LinkedHashMap<>();
    Instant executed = Instant.now();
    try (ServerProcess server = new ServerProcess(bed.data().resolve("data"), "")) {
      measures.put("ready ms", server.readyMillis);
      server.runOnce();
      measures.put("first job ms", millisSince(executed));
      server.createSchedules(bed.scale().schedules());
    }
    executed = Instant.now();
    try (ServerProcess server = new ServerProcess(bed.data().resolve("data"), "")) {
      measures.put("stored: ready ms", server.readyMillis);
      server.runOnce();
      measures.put("stored: first job ms", millisSince(executed));
    }
    return measures;
  }

  static Map<String, Double> idle(Bed bed) throws Exception {
    build(bed);
    try (ServerProcess server = new ServerProcess(bed.data().resolve("data"), "-Xmx64m")) {
      return server.idleFor(Duration.ofSeconds(bed.scale().idleSeconds()));
    }
  }

  /** W9: a worker without work, connected to a server. */
  static Map<String, Double> idleWorker(Bed bed) throws Exception {
    build(bed);
    String gateway = "tcp://127.0.0.1:" + freePort();
    String address = "http://127.0.0.1:" + freePort();
    String http = address.substring("http://".length());
    Map<String, String> ofServer = Map.of("SCHEDULEZERO_WORKERS_ADDRESS", gateway);
    Map<String, String> ofWorker = Map.of(JAVA_OPTIONS, "-Xmx64m");
    String data = bed.data().resolve("data").toString();
    try (ServerProcess server =
            new ServerProcess(address, ofServer, "server", "--http", http, "--data", data);
        ServerProcess worker =
            new ServerProcess(
                server.address, ofWorker, "worker", "--builtin", "--connect", gateway)) {
      return worker.idleFor(Duration.ofSeconds(bed.scale().idleSeconds()));
    }
  }

  private Map<String, Double> idleFor(Duration time) throws IOException, InterruptedException {
    Thread.sleep(SETTLE.toMillis());
    Duration before = cpuTime();
    Stopwatch stopwatch = new Stopwatch();
    Thread.sleep(time.toMillis());
    double cpu = cpuTime().minus(before).toMillis() / MILLIS / stopwatch.seconds();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("CPU %", 100 * cpu);
    measures.put("RSS MB", residentKilobytes() / KILOBYTES);
    return measures;
  }

  /** The launcher builds, and prepares class data sharing, at the first start. */
  private static void build(Bed bed) throws IOException {
    new ServerProcess(bed.data().resolve("first"), "").close();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private void runOnce() throws IOException, InterruptedException {
    Matcher id = RUN_ID.matcher(post("/api/runs", "{\"handler\": \"noop\"}"));
    if (!id.find()) {
      throw new IOException("no run id in the answer to a submitted run");
    }
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(address + "/api/runs/" + id.group(1))).build();
    Instant began = Instant.now();
    while (!http.send(ask, BodyHandlers.ofString()).body().contains("\"succeeded\"")) {
      if (millisSince(began) > PATIENCE.toMillis()) {
        throw new IOException("the first run did not succeed within " + PATIENCE);
      }
    }
  }

  private void createSchedules(int count) throws IOException, InterruptedException {
    for (int from = 0; from < count; from += BATCH) {
      String schedules =
          IntStream.range(from, from + BATCH)
              .mapToObj(
                  n ->
                      "{\"id\":\"hourly-"
                          + n
                          + "\",\"handler\":\"noop\",\"trigger\":{\"type\":\"interval\",\"hours\":1}}")
              .collect(Collectors.joining(",", "[", "]"));
      post("/api/schedules/batch", schedules);
    }
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double millisSince(Instant instant) {
    return ChronoUnit.MICROS.between(instant, Instant.now()) / MILLIS;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
