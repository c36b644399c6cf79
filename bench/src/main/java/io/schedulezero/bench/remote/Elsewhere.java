package io.schedulezero.bench.remote;

import java.time.Duration;

/** Something that has jobs done by {@link #PROCESSES} other processes. */
public interface Elsewhere extends AutoCloseable {
  int PROCESSES = 2;

  /** Jobs that each of them has at the same time. */
  int WINDOW = 128;

  /** Has so many jobs done, as fast as it can; returns when all of them are recorded. */
  void many(int jobs, Duration patience) throws Exception;

  /** Has one job done and waits for it. */
  void one() throws Exception;

  @Override
  void close();
}
