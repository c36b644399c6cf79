package io.schedulezero;

import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.GatewayListener;
import io.schedulezero.flow.Flow;
import io.schedulezero.notify.Notifier;
import io.schedulezero.run.WorkerEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workers come and go, do well and badly: who is to know, knows. */
final class Comings implements GatewayListener {
  private static final long BETWEEN_LOOKS = Duration.ofMillis(500).toNanos();

  private final Parts parts;
  private final HandlerAlarm alarm;
  private final @Nullable WorkerMeters meters;
  private @Nullable Long lookedAt;

  /** Who is told. */
  record Parts(
      Gateway gateway,
      KnownHandlers handlers,
      Dispatcher dispatcher,
      Flow flow,
      Notifier notifier) {}

  Comings(Parts parts, HandlerAlarm alarm, @Nullable WorkerMeters meters) {
    this.parts = parts;
    this.alarm = alarm;
    this.meters = meters;
  }

  @Override
  public @Nullable String hosts(String worker, List<String> names, @Nullable String described) {
    return parts.handlers().hosted(worker, names, described);
  }

  @Override
  public void came(Target worker) {
    parts.dispatcher().add(worker);
    if (meters != null) {
      meters.add(worker.name());
    }
  }

  @Override
  public void left(Target worker) {
    parts.dispatcher().remove(worker);
    if (meters != null) {
      meters.remove(worker.name());
    }
  }

  @Override
  public void happened(WorkerEvent event) {
    parts.notifier().worker(event);
  }

  @Override
  public void begun() {
    parts.dispatcher().changed();
    parts.flow().roomGrew();
  }

  @Override
  public void roomGrew() {
    parts.flow().roomGrew();
  }

  /** The flow only says what waits: it has better things to do than to look. */
  @Override
  public void looked(long nanos) {
    if (lookedAt == null || nanos - lookedAt >= BETWEEN_LOOKS) {
      lookedAt = nanos;
      parts.flow().load().thenAcceptAsync(load -> look(load.waiting().keySet(), nanos));
    }
  }

  private void look(Set<String> waiting, long nanos) {
    Gateway.Hosted hosted = parts.gateway().hosted();
    Set<String> wanted = new HashSet<>(waiting);
    wanted.addAll(hosted.lately());
    wanted.removeIf(parts.handlers()::isLocal);
    alarm.look(wanted, hosted.well(), nanos);
  }
}
