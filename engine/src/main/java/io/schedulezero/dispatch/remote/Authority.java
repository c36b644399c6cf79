package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Admission;
import io.schedulezero.transport.HubKeys;
import io.schedulezero.transport.Peer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which worker a peer may be, and what it may host. On the hub's thread. */
final class Authority {
  private static final int MOST_NAMED = 5;

  /** Null if nobody has to prove anything. */
  private final @Nullable Admission admission;

  private long version;

  Authority(@Nullable HubKeys keys) {
    this.admission = keys == null ? null : keys.admission();
    this.version = version();
  }

  private long version() {
    return admission == null ? 0 : admission.version();
  }

  /** Why the peer may not be this worker with these handlers; null if it may. */
  @Nullable String refusal(Peer peer, String worker, Collection<String> handlers) {
    Admission asked = admission;
    if (asked == null) {
      return null;
    }
    if (peer.userId() == null || !asked.allows(peer, worker)) {
      return "the key of worker " + worker + " may not have this name";
    }
    List<String> forbidden =
        handlers.stream().filter(handler -> !asked.allows(peer, worker, handler)).sorted().toList();
    return forbidden.isEmpty()
        ? null
        : "the key of worker " + worker + " may not host " + few(forbidden);
  }

  private static String few(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** Whether what was allowed has to be looked at again, since the last call. */
  boolean hasChanged() {
    long now = version();
    boolean changed = now != version;
    version = now;
    return changed;
  }
}
