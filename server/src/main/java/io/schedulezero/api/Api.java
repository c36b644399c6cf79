package io.schedulezero.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.schedulezero.config.HttpConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The API on a port. {@link #start} returns when it answers, {@link #stop} when every request under
 * way is answered; both are called by the one thread that starts and stops the server.
 */
public final class Api {
  /** No page of ours needs anything yet, so nothing is allowed. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer");

  private static final int MOST_THREADS = 64;
  private static final int FEWEST_THREADS = 4;
  private static final int IDLE_MILLIS = 30_000;

  private final HttpConfig config;
  private final Gate gate;
  private final BodyBudget bodies;
  private final QueuedThreadPool threads =
      new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS, IDLE_MILLIS);
  private final RunLogsResource logs;
  private final List<Route> routes;
  private final Javalin javalin;

  /** Nothing listens yet. */
  public Api(ApiParts parts) {
    this(parts, BodyBudget.of(parts.config().http(), Runtime.getRuntime().maxMemory()));
  }

  Api(ApiParts parts, BodyBudget bodies) {
    this.config = parts.config().http();
    this.bodies = bodies;
    this.gate = new Gate(config.allowedHosts());
    this.logs = new RunLogsResource(parts.runs());
    this.routes = routes(parts);
    threads.setName("http");
    this.javalin = Javalin.create(this::configure);
  }

  private List<Route> routes(ApiParts parts) {
    var calendars = parts.config().scheduler().calendars();
    List<Route> all = new ArrayList<>();
    all.addAll(new RunsResource(parts.runs(), threads).routes());
    all.addAll(logs.routes());
    all.addAll(new SchedulesResource(parts.schedules(), calendars).routes());
    all.addAll(new FiringResource(parts.schedules()).routes());
    all.addAll(new TriggersResource(parts.schedules(), calendars).routes());
    all.addAll(new HandlersResource(parts.handlers(), parts.workers(), parts.stats()).routes());
    all.addAll(new WorkersResource(parts.workers()).routes());
    all.addAll(new StatsResource(parts.stats(), parts.clock()).routes());
    all.addAll(
        new ServerResource(
                parts.health(), parts.config().settings(), parts.metrics(), parts.version())
            .routes());
    return all;
  }

  private void configure(JavalinConfig cfg) {
    cfg.startup.showJavalinBanner = false;
    cfg.startup.showOldJavalinVersionWarning = false;
    cfg.startup.startupWatcherEnabled = false;
    cfg.http.prefer405over404 = true;
    cfg.http.compressionStrategy = CompressionStrategy.NONE;
    cfg.http.maxRequestSize = Long.MAX_VALUE;
    cfg.jetty.threadPool = threads;
    cfg.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
        });
    cfg.jetty.addConnector(this::connector);
    cfg.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyProblems());
          server.setStopTimeout(IDLE_MILLIS);
        });
    cfg.jetty.modifyServletContextHandler(
        context -> {
          context.setErrorHandler(new JettyProblems());
        });
    cfg.routes.before(ctx -> HEADERS.forEach(ctx::header));
    Refusals.register(cfg.routes);
    for (Route route : routes) {
      cfg.routes.addEndpoint(new Endpoint(route.method(), route.path(), ctx -> handle(ctx, route)));
    }
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private void handle(Context ctx, Route route) {
    try (BodyBudget.Share share = bodies.share()) {
      handle(new Exchange(ctx, route, longest(route), share), route, share);
    }
  }

  private void handle(Exchange exchange, Route route, BodyBudget.Share share) {
    try {
      gate.check(exchange.context(), route.body());
      if (route.body() != Route.Body.NONE) {
        exchange.expectBody();
      }
      if (!route.method().equals(HandlerType.GET)) {
        exchange.noParameters();
      }
      route.operation().handle(exchange);
    } catch (RuntimeException e) {
      share.close();
      exchange.drain();
      throw e;
    }
  }

  private long longest(Route route) {
    return route.body() == Route.Body.BATCH ? config.maxBatchBytes() : config.maxBodyBytes();
  }

  /**
   * Listens.
   *
   * @throws io.javalin.util.JavalinException if the port is taken
   */
  public void start() {
    javalin.start();
  }

  /** What it answers, as method and path. */
  Set<String> operations() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method + " " + endpoint.path)
        .collect(Collectors.toSet());
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Takes no more requests, answers those under way. */
  public void stop() {
    logs.stop();
    javalin.stop();
  }
}
