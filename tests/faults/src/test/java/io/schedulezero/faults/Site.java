package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.server.Main;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.JsonNode;

/**
 * A server with its data, workers, and a {@link Proxy} between it and each worker: real processes,
 * which a test starts, kills and starts again. Everything is in one directory, and is gone when the
 * test ends.
 */
final class Site implements AutoCloseable {
  static final Duration HEARTBEAT = Duration.ofMillis(500);

  /** For tests in which an attempt is to be lost. */
  static final Duration SHORT_LEASE = Duration.ofSeconds(3);

  /** For tests in which none is: connections may take seconds to come about. */
  static final Duration LONG_LEASE = Duration.ofMinutes(1);

  static final int SLOTS = 4;
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String CONFIG =
      """
      handlers:
        builtin: []
      workers:
        address: tcp://127.0.0.1:%d
        heartbeat: %dms
        lease: %dms
      """;

  private final Path directory;
  private final int workersPort;
  private final Api api = new Api();
  private final List<Program> programs = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private final List<ScriptedWorker> scripted = new ArrayList<>();
  private @Nullable Program server;
  private Footprint atFirst = Footprint.NONE;

  /** A worker and its way to the server. */
  record Place(String name, Program program, Proxy proxy) {}

  Site(Path directory, Duration lease) throws IOException {
    this.directory = directory;
    this.workersPort = freePort();
    Files.writeString(
        config(), CONFIG.formatted(workersPort, HEARTBEAT.toMillis(), lease.toMillis()));
  }

  /** Before the server starts: who connects must have keys. */
  Keyring guard() throws IOException {
    Keyring keys = new Keyring(directory.resolve("keys"));
    Files.writeString(config(), keys.config(), StandardOpenOption.APPEND);
    return keys;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  private Path config() {
    return directory.resolve("config.yaml");
  }

  private Path data() {
    return directory.resolve("data");
  }

  Path executions() {
    return directory.resolve("executions.txt");
  }

  Api api() {
    return api;
  }

  Program server() {
    if (server == null) {
      throw new IllegalStateException("The server was not started");
    }
    return server;
  }

  /** Where workers connect, if there is nothing between. */
  int workersPort() {
    return workersPort;
  }

  /** Starts the server, on the data of the one before if there was one. */
  void startServer() throws IOException {
    startServer(serverCommand(Main.class.getName()), Map.of());
  }

  /** How a program with the arguments of a server is started. */
  List<String> serverCommand(String mainClass) {
    List<String> arguments = new ArrayList<>(List.of("--config", config().toString()));
    arguments.addAll(List.of("--http", "127.0.0.1:0", "--data", data().toString()));
    return Java.command(mainClass, arguments);
  }

  void startServer(List<String> command, Map<String, String> environment) throws IOException {
    Program started = Program.start("server", directory, command, environment);
    programs.add(started);
    server = started;
    api.isAt(started.await("(http://[0-9.:]+)"));
    atFirst = Footprint.of(started, workersPort);
  }

  /** Starts a worker with the handlers of the fault tests, and waits until the server knows it. */
  Place startWorker(Host host, String name) throws IOException {
    return startWorker(host, name, SLOTS);
  }

  Place startWorker(Host host, String name, int slots) throws IOException {
    Place place = launch(host, name, slots);
    awaitWorker(name, "ready");
    return place;
  }

  /** Starts a worker, and does not wait. */
  Place launch(Host host, String name, int slots) throws IOException {
    return launch(host, name, slots, Map.of());
  }

  /** The same with more variables in its environment. */
  Place launch(Host host, String name, int slots, Map<String, String> more) throws IOException {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put(FaultHandlers.FILE, executions().toString());
    Proxy proxy = Proxy.to(workersPort);
    proxies.add(proxy);
    Program program =
        Program.start(name, directory, host.faultWorker(proxy.address(), name, slots), environment);
    programs.add(program);
    return new Place(name, program, proxy);
  }

  /** A worker that says what the test tells it to, on a connection of its own. */
  ScriptedWorker scripted(String name) {
    ScriptedWorker worker = new ScriptedWorker("tcp://127.0.0.1:" + workersPort, name);
    scripted.add(worker);
    return worker;
  }

  /** Holds the store, so that the server can write nothing until this is closed. */
  Connection holdStore() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + data().resolve("schedulezero.db"));
    Connection connection = source.getConnection();
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
    }
    return connection;
  }

  /** Waits until the server says that the worker is in this state. */
  void awaitWorker(String name, String state) {
    Wait.until(
        "worker " + name + " is " + state,
        PATIENCE,
        () -> api.worker(name).get("state").asString().equals(state),
        () -> api.ask("GET", "/api/workers", "") + logs());
  }

  /** Waits until a worker gives a figure of itself as this. */
  void awaitLoad(String name, String figure, double value) {
    Wait.until(
        figure + " of worker " + name + " is " + value,
        PATIENCE,
        () -> api.worker(name).get("load").path(figure).asDouble(-1) == value,
        () -> api.worker(name) + logs());
  }

  /** A file that a handler waits for. */
  Path gate(String name) {
    return directory.resolve(name);
  }

  /** The arguments of a handler that waits for a file. */
  String gateArgs(String name) {
    return "{\"file\":\"" + gate(name) + "\"}";
  }

  void open(String gate) throws IOException {
    Files.writeString(gate(gate), "");
  }

  Executions executed() throws IOException {
    return Executions.read(executions());
  }

  /** How often a handler began for the run. */
  long begins(String run) throws IOException {
    return executed().begins(run);
  }

  /** Waits until a handler has begun so often for the run. */
  void awaitBegins(String run, int times) {
    Wait.until(
        "run " + run + " has begun " + times + " times",
        PATIENCE,
        () -> begins(run) >= times,
        () -> story(run));
  }

  /** Waits until all of them are over, and looks for what is wrong with them. */
  void audit(Collection<String> runs) throws IOException {
    audit(runs, SLOTS);
  }

  void audit(Collection<String> runs, int slots) throws IOException {
    api.awaitEnds(runs, PATIENCE);
    Map<String, JsonNode> found = new TreeMap<>();
    runs.forEach(run -> found.put(run, api.run(run)));
    assertThat(Audit.of(found, executed(), slots)).as(this::logs).isEmpty();
  }

  /** The run was executed once, and no attempt was charged but that. */
  void assertOneExecution(String run) throws IOException {
    assertThat(begins(run)).as(() -> "executions of " + story(run)).isEqualTo(1);
    assertThat(api.run(run).get("attempt_count").asInt())
        .as(() -> "attempts of " + story(run))
        .isEqualTo(1);
  }

  /** All that is known about a run. */
  String story(String run) {
    return api.run(run) + logs();
  }

  private String logs() {
    return programs.stream().map(program -> "\n--- " + program).collect(Collectors.joining());
  }

  /** Ends all workers, and looks at what the server has left of them, if it is there. */
  @Override
  public void close() throws IOException {
    Program last = server;
    try {
      programs.stream().filter(program -> program != last).forEach(Program::close);
      scripted.forEach(ScriptedWorker::close);
      for (Proxy proxy : proxies) {
        proxy.close();
      }
      if (last != null && last.isAlive()) {
        new Rest(api, last, workersPort, atFirst).assertNothingIsLeft();
      }
    } finally {
      programs.forEach(Program::close);
    }
  }
}
