package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Target;
import io.schedulezero.run.WorkerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway tells the rest of the engine. Called on the hub's thread; must not block. */
public interface GatewayListener {
  /**
   * A worker says what it hosts.
   *
   * @param handlers names of what it hosts
   * @param described JSON array of what it says of them, or null if it says nothing
   * @return why it is refused, for people; null if it is welcome
   */
  @Nullable String hosts(String worker, List<String> handlers, @Nullable String described);

  /** A worker that was not known may be given attempts from now on. */
  void came(Target worker);

  /** A worker is forgotten: it has no session and no attempt. */
  void left(Target worker);

  /**
   * A worker has begun a session, or has changed in it: what it hosts and its labels may be others,
   * and it may have room.
   */
  default void begun() {
    roomGrew();
  }

  /** Something that people may want to know. */
  void happened(WorkerEvent event);

  /**
   * Time has passed, and everything was looked at: called a few times in each lease.
   *
   * @param nanos of the gateway's own time, which no setting of a clock moves
   */
  void looked(long nanos);

  /** A worker has more room than it had. */
  void roomGrew();
}
