package io.schedulezero.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.schedulezero.Builder;
import io.schedulezero.ScheduleZero;
import io.schedulezero.api.Api;
import io.schedulezero.api.ApiParts;
import io.schedulezero.config.Config;
import io.schedulezero.config.InvalidConfig;
import io.schedulezero.config.RetentionConfig;
import io.schedulezero.config.SchedulerConfig;
import io.schedulezero.config.StorageConfig;
import io.schedulezero.config.WorkersConfig;
import io.schedulezero.dispatch.remote.GatewayOptions;
import io.schedulezero.handler.InvalidHandler;
import io.schedulezero.journal.Journal;
import io.schedulezero.transport.AddressRefused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the engine with its API. {@link #start} returns when it answers; {@link #close}
 * when the requests under way are answered and the running handlers have ended or been handed back.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final String DATABASE = "schedulezero.db";

  private final Config config;
  private final ScheduleZero engine;
  private final Api api;
  private final UserClasses classes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Server(Config config, ScheduleZero engine, Api api, UserClasses classes) {
    this.config = config;
    this.engine = engine;
    this.api = api;
    this.classes = classes;
  }

  /**
   * Starts one.
   *
   * @param environment variables, of which those that begin with {@code SCHEDULEZERO_} count
   * @throws StartFailed with what is wrong
   */
  public static Server start(ServerOptions options, Map<String, String> environment) {
    try {
      Config config = Config.load(options.sources(environment));
      Ports.refuseTaken(config.http());
      return start(config.with(Ports.orNone(config.workers())));
    } catch (InvalidConfig | InvalidHandler e) {
      throw new StartFailed(StartFailed.BAD_CONFIGURATION, String.valueOf(e.getMessage()), e);
    } catch (AddressRefused e) {
      throw new StartFailed(StartFailed.TAKEN, String.valueOf(e.getMessage()), e);
    }
  }

  private static Server start(Config config) {
    UserClasses classes = UserClasses.in(config.handlers().jars());
    try {
      return classes.around(() -> start(config, classes));
    } catch (RuntimeException | Error e) {
      classes.close();
      throw e;
    }
  }

  private static Server start(Config config, UserClasses classes) {
    PrometheusMeterRegistry meters = Meters.registry();
    ScheduleZero engine = engine(config, meters, classes);
    try {
      Api api =
          new Api(
              new ApiParts(
                  engine.runs(),
                  engine.schedules(),
                  engine.stats(),
                  engine.knownHandlers(),
                  engine.workers(),
                  engine::health,
                  meters::scrape,
                  config,
                  InstantSource.system(),
                  version()));
      api.start();
      return new Server(config, engine, api, classes);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private static ScheduleZero engine(
      Config config, PrometheusMeterRegistry meters, UserClasses classes) {
    SchedulerConfig scheduler = config.scheduler();
    Modules modules = new Modules(config.handlers(), new SplittableRandom(), classes.loader());
    Builder builder =
        ScheduleZero.builder()
            .handlers(modules.handlers())
            .slots(scheduler.slots())
            .preferLocal(scheduler.preferLocal())
            .stopGrace(scheduler.stopGrace())
            .interruptGrace(scheduler.interruptGrace())
            .misfireAfter(scheduler.misfireAfter())
            .maxResultBytes(scheduler.maxResultBytes())
            .maxLogLines(scheduler.maxLogLines())
            .retention(retention(scheduler.retention()))
            .metrics(meters);
    gateway(config).ifPresent(builder::workers);
    if (scheduler.queueCapacity() > 0) {
      builder.queueCapacity(scheduler.queueCapacity());
    }
    StorageConfig storage = config.storage();
    if (storage.type() == StorageConfig.Type.MEMORY) {
      return builder.inMemory().start();
    }
    try {
      return builder.sqlite(storage.path().resolve(DATABASE)).start();
    } catch (IllegalStateException e) {
      throw new StartFailed(StartFailed.TAKEN, String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<GatewayOptions> gateway(Config config) {
    SchedulerConfig scheduler = config.scheduler();
    WorkersConfig workers = config.workers();
    Duration grace = GatewayOptions.DEFAULT.grace();
    return workers
        .address()
        .map(
            address ->
                new GatewayOptions(
                    address,
                    workers.heartbeat(),
                    workers.lease(),
                    workers.lease().compareTo(grace) > 0 ? workers.lease() : grace,
                    GatewayOptions.DEFAULT.maxPayload(),
                    scheduler.maxLogLines(),
                    scheduler.interruptGrace(),
                    config.security().keys().orElse(null),
                    config.security().insecurePlainRemote()));
  }

  private static List<Journal.Retention> retention(RetentionConfig config) {
    List<Journal.Retention> rules = new ArrayList<>();
    config
        .handlers()
        .forEach(
            (handler, rule) ->
                rules.add(new Journal.Retention(Set.of(handler), rule.maxAge(), rule.maxCount())));
    RetentionConfig.Rule general = config.general();
    rules.add(new Journal.Retention(Set.of(), general.maxAge(), general.maxCount()));
    return rules;
  }

  private static String version() {
    String version = Server.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Where it listens, such as {@code http://127.0.0.1:8888}. */
  public String address() {
    String host = config.http().host();
    boolean bare = host.contains(":") && !host.startsWith("[");
    return "http://" + (bare ? "[" + host + "]" : host) + ":" + api.port();
  }

  /** Where workers connect, such as {@code tcp://127.0.0.1:5555}; empty if none may. */
  public Optional<String> workersAddress() {
    return engine.workersAddress();
  }

  /** What it has lost that only another process brings back; empty if nothing. */
  Optional<String> lost() {
    return engine.lost();
  }

  /** Takes no more requests, then no more runs. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LOG.info("Stopping; running handlers have {} to end", config.scheduler().stopGrace());
    api.stop();
    engine.close();
    classes.close();
    LOG.info("Stopped");
  }
}
