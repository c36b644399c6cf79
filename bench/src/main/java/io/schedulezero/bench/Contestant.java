package io.schedulezero.bench;

import io.schedulezero.bench.peer.DbSchedulerPeer;
import io.schedulezero.bench.peer.JdkPeer;
import io.schedulezero.bench.peer.JobRunrPeer;
import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.QuartzPeer;
import io.schedulezero.bench.peer.ScheduleZeroPeer;
import java.nio.file.Path;
import java.util.List;

/**
 * Who takes part.
 *
 * @param durability what survives a crash of the machine, for the table
 */
record Contestant(String name, Kind kind, String durability, Opener opener) {
  /** The JDBC address of a PostgreSQL server, as a system property of the child JVMs. */
  static final String POSTGRESQL = "bench.postgresql";

  static final List<Contestant> ALL =
      List.of(
          peer("ours-memory", "nothing", data -> ScheduleZeroPeer.memory(Scale.WORKERS)),
          stored("ours-sqlite", "all", data -> ScheduleZeroPeer.sqlite(Scale.WORKERS, data)),
          peer("jdk", "nothing", data -> new JdkPeer(Scale.WORKERS)),
          peer("quartz-ram", "nothing", data -> QuartzPeer.ram(Scale.WORKERS)),
          peer("quartz-ram-tuned", "nothing", data -> QuartzPeer.tunedRam(Scale.WORKERS)),
          peer("jobrunr-ram", "nothing", data -> new JobRunrPeer(Scale.WORKERS)),
          stored("quartz-h2", "all but 0.5 s", data -> QuartzPeer.h2(Scale.WORKERS, data)),
          stored("db-scheduler-h2", "all but 0.5 s", d -> DbSchedulerPeer.h2(Scale.WORKERS, d)),
          stored("db-scheduler-postgresql", "all", Contestant::postgresql),
          other("sqlite-raw", Kind.DISK, "all"),
          other("server", Kind.SERVER, "all"),
          other("crowd", Kind.CROWD, "nothing"),
          other(RemoteRuns.RAW, Kind.REMOTE, "nothing"),
          other(RemoteRuns.MEMORY, Kind.REMOTE, "nothing"),
          other(RemoteRuns.SQLITE, Kind.REMOTE, "all"),
          other(RemoteRuns.MEMORY_HERE, Kind.REMOTE, "nothing"),
          other(RemoteRuns.SQLITE_HERE, Kind.REMOTE, "all"));

  enum Kind {
    /** A scheduler whose schedules are gone when its process ends. */
    VOLATILE,
    /** A scheduler that finds its schedules again. */
    STORED,
    /** {@code sz server} in a process of its own. */
    SERVER,
    /** Jobs that other processes execute. */
    REMOTE,
    /** Many workers, simulated, and a scheduler for them. */
    CROWD,
    /** No scheduler: the store alone. */
    DISK
  }

  /** Starts a peer; returns when it is ready. */
  @FunctionalInterface
  interface Opener {
    Peer open(Path data) throws Exception;
  }

  private static Contestant peer(String name, String durability, Opener opener) {
    return new Contestant(name, Kind.VOLATILE, durability, opener);
  }

  private static Contestant stored(String name, String durability, Opener opener) {
    return new Contestant(name, Kind.STORED, durability, opener);
  }

  private static Contestant other(String name, Kind kind, String durability) {
    return new Contestant(
        name,
        kind,
        durability,
        data -> {
          throw new IllegalStateException(name + " is no scheduler that runs in this process");
        });
  }

  private static Peer postgresql(Path data) throws Exception {
    String url = System.getProperty(POSTGRESQL);
    if (url == null) {
      throw new IllegalStateException("needs --postgresql with the JDBC address of a server");
    }
    return DbSchedulerPeer.postgresql(Scale.WORKERS, url, data);
  }

  static Contestant named(String name) {
    return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
  }
}
