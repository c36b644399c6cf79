package io.schedulezero;

import io.schedulezero.notify.EngineListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raised when a handler that somebody wants has had no healthy target for a while, and cleared when
 * it has one again; each is said once.
 */
final class HandlerAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerAlarm.class);

  private final long patience;
  private final EngineListener listener;
  private final Map<String, Long> missingSince = new TreeMap<>();
  private final Set<String> raised = new TreeSet<>();
  private volatile List<String> shown = List.of();

  /**
   * @param patience for how long a handler may be without a target before it is worth a word
   */
  HandlerAlarm(Duration patience, EngineListener listener) {
    this.patience = patience.toNanos();
    this.listener = listener;
  }

  /**
   * Looks at how it stands now. Any thread.
   *
   * @param wanted handlers that workers hosted lately, or for which runs wait
   * @param served handlers that a healthy target hosts
   * @param nanos of a time that nobody can set
   */
  synchronized void look(Collection<String> wanted, Collection<String> served, long nanos) {
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(served);
    missingSince.keySet().retainAll(missing);
    missing.forEach(handler -> missingSince.putIfAbsent(handler, nanos));
    for (String handler : List.copyOf(raised)) {
      if (!missing.contains(handler)) {
        clear(handler);
      }
    }
    missingSince.forEach(
        (handler, since) -> {
          if (nanos - since >= patience) {
            raise(handler);
          }
        });
    shown = List.copyOf(raised);
  }

  private void raise(String handler) {
    if (raised.add(handler)) {
      LOG.warn(
          "Handler {} has no healthy target: its runs wait until a worker that hosts it is back",
          handler);
      listener.targetMissing(handler);
    }
  }

  private void clear(String handler) {
    raised.remove(handler);
    LOG.info("Handler {} is not without a target any more", handler);
    listener.targetBack(handler);
  }

  /** Handlers for which it is raised, sorted. Any thread. */
  List<String> raised() {
    return shown;
  }
}
