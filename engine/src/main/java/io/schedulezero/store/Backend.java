package io.schedulezero.store;

/** Keeps the data, one transaction at a time. Used by one thread at a time; may block. */
interface Backend extends AutoCloseable {
  /** See {@code Journal}. */
  long epoch();

  /** See {@code Journal}. */
  long newestRun();

  Transaction begin();

  /** Makes everything since {@link #begin} durable. */
  void commit();

  /**
   * Takes back everything since {@link #begin}, also after a commit that failed. When it returns,
   * it is certain that nothing of it is stored, or will come back after a crash.
   *
   * @throws RuntimeException if that is not certain; to be called again
   */
  void rollback();

  /** Whether what failed may go well if it is tried once more. */
  boolean isPassing(Throwable failure);

  @Override
  void close();
}
