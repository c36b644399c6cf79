package io.schedulezero.worker;

import io.schedulezero.execution.ExecutionLimits;
import io.schedulezero.execution.Executions;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.transport.Keys;
import io.schedulezero.transport.LineKeys;
import io.schedulezero.transport.LineOptions;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Worker} together. Addresses and handlers must be given; everything else has a
 * default.
 *
 * <pre>{@code
 * Worker worker = Worker.builder().connect("tcp://127.0.0.1:5555").handlers(new Mailer()).start();
 * }</pre>
 */
public final class Builder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final String RESERVED = "local";
  private static final int MAX_SLOTS = 200;
  private static final int MAX_HOST = 80;
  private static final int DEFAULT_SLOTS = 16;
  private static final int MAX_LOG_LINES = 1_000;

  private final Set<String> servers = new LinkedHashSet<>();
  private final List<Object> handlers = new ArrayList<>();
  private final Map<String, String> labels = new TreeMap<>();
  private @Nullable LineKeys keys;
  private boolean plainRemote;
  private @Nullable String name;
  private @Nullable String version;
  private int slots = DEFAULT_SLOTS;
  private Duration drainWithin = Duration.ofSeconds(30);
  private Duration interruptGrace = Duration.ofSeconds(10);

  Builder() {}

  /** Where the servers listen for workers, each as {@code tcp://host:port}. */
  public Builder connect(String address, String... more) {
    for (String each : addresses(address, more)) {
      if (!servers.add(each)) {
        throw new IllegalArgumentException("connect: " + each + " is there twice");
      }
    }
    return this;
  }

  private static List<String> addresses(String first, String... more) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(List.of(more));
    return all;
  }

  /** Objects whose methods are annotated with {@link io.schedulezero.handler.Handler}. */
  public Builder handlers(Object... objects) {
    handlers.addAll(List.of(objects));
    return this;
  }

  /**
   * What servers know it by: 1 to 100 letters, digits, {@code _}, {@code .} and {@code -}, and not
   * the same as another worker's. Host and process unless told.
   */
  public Builder name(String value) {
    if (!NAME.matcher(value).matches() || value.equals(RESERVED)) {
      throw new IllegalArgumentException(
          "name is \"" + value + "\", not 1 to 100 letters, digits, _, . and -, other than local");
    }
    name = value;
    return this;
  }

  /**
   * How many handlers run at the same time, 1 to 200; several servers share them. 16 unless told.
   */
  public Builder slots(int value) {
    if (value < 1 || value > MAX_SLOTS) {
      throw new IllegalArgumentException("slots is " + value + ", not 1 to " + MAX_SLOTS);
    }
    slots = value;
    return this;
  }

  /** Something that servers may know of it. */
  public Builder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /**
   * Which version of the handlers it is: runs may ask for a range of versions. Unless told, what
   * the manifests of their jars say, as {@code Implementation-Version}.
   */
  public Builder version(String value) {
    version = value;
    return this;
  }

  /** How long {@link Worker#close} may take; 30 s unless told. */
  public Builder drainWithin(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("drainWithin is " + value + ", not zero or more");
    }
    drainWithin = value;
    return this;
  }

  /**
   * How long an interrupted handler may take to end before its attempt is abandoned; 10 s unless
   * told.
   */
  public Builder interruptGrace(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("interruptGrace is " + value + ", not zero or more");
    }
    interruptGrace = value;
    return this;
  }

  /**
   * Encrypts what is said, and proves who the worker is. Servers beyond this machine ask for it.
   *
   * @param own file with the keys of this worker, as {@link Keys#write} wrote it
   * @param server file with the public key of the servers, {@code ….pub}
   * @throws io.schedulezero.transport.KeyProblem if they cannot be read
   */
  public Builder keys(Path own, Path server) {
    return keys(own, server.toString());
  }

  /**
   * The same.
   *
   * @param server the public key of the servers, or the file that has it
   */
  public Builder keys(Path own, String server) {
    keys = new LineKeys(Keys.read(own), Keys.publicKey(server));
    return this;
  }

  /**
   * Lets it connect to other machines without keys: everybody on the way can read and change what
   * is said.
   */
  public Builder insecurePlainRemote() {
    plainRemote = true;
    return this;
  }

  /**
   * Begins to connect, and returns at once.
   *
   * @throws io.schedulezero.handler.InvalidHandler if a handler cannot be registered
   * @throws io.schedulezero.transport.AddressRefused if an address is none, or needs keys
   * @throws IllegalArgumentException if something else is missing or wrong; the message names it
   */
  public Worker start() {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("connect: there is no server; give its address");
    }
    if (slots < servers.size()) {
      throw new IllegalArgumentException(
          "slots is " + slots + "; each of " + servers.size() + " servers needs one");
    }
    HandlerCatalog catalog = HandlerCatalog.of(handlers);
    Identity identity = identity(catalog);
    identity.check(slots);
    ExecutionLimits limits =
        new ExecutionLimits(slots, Integer.MAX_VALUE, MAX_LOG_LINES, interruptGrace);
    InstantSource clock = InstantSource.system();
    Executions executions = new Executions(catalog, limits, clock, threads("sz-run"));
    ExecutorService strangers = Executors.newCachedThreadPool(threads("sz-cancel"));
    Worker.Home home = new Worker.Home(executions, strangers);
    Connection.Shared shared =
        new Connection.Shared(
            identity, catalog, executions, clock, new ProcessLoad(executions), strangers);
    return new Worker(identity.name(), drainWithin, connections(shared, home), home);
  }

  private List<Connection> connections(Connection.Shared shared, Worker.Home home) {
    List<Connection> connections = new ArrayList<>();
    try {
      for (String server : servers) {
        String thread = "sz-line-" + (connections.size() + 1);
        LineOptions options =
            new LineOptions(
                server, Connection.MAX_FRAME, threads(thread), System::nanoTime, keys, plainRemote);
        int share = share(connections.size());
        connections.add(Connection.open(options, shared, share, new SplittableRandom()));
      }
      return connections;
    } catch (RuntimeException | Error refused) {
      connections.forEach(Connection::close);
      home.close();
      throw refused;
    }
  }

  /** The first servers have one slot more, if they cannot be shared evenly. */
  private int share(int index) {
    return slots / servers.size() + (index < slots % servers.size() ? 1 : 0);
  }

  private Identity identity(HandlerCatalog catalog) {
    List<Hosted> hosted =
        catalog.all().stream()
            .map(
                each ->
                    new Hosted(
                        each.name(), version == null ? each.version().orElse(null) : version))
            .toList();
    if (hosted.isEmpty() || hosted.size() > Ready.MOST_HANDLERS) {
      throw new IllegalArgumentException(
          "handlers: there are " + hosted.size() + ", not 1 to " + Ready.MOST_HANDLERS);
    }
    String called = name == null ? defaultName() : name;
    return new Identity(
        called, UUID.randomUUID(), client(), hosted, labels, Identity.describe(catalog));
  }

  private static String client() {
    String release = Worker.class.getPackage().getImplementationVersion();
    return "java/" + (release == null ? "dev" : release);
  }

  private static String defaultName() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "worker";
    }
    return validName(host) + "-" + ProcessHandle.current().pid();
  }

  static String validName(String host) {
    String valid = host.replaceAll("[^A-Za-z0-9_.-]+", "-");
    return valid.substring(0, Math.min(valid.length(), MAX_HOST));
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
