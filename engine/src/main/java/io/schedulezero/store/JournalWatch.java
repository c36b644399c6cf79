package io.schedulezero.store;

/** Looks on as the journal commits. Called on the journal's thread; must not block. */
public interface JournalWatch {
  /** Nobody looks on. */
  JournalWatch NONE =
      new JournalWatch() {
        @Override
        public void committing(int requests, int weight) {}

        @Override
        public void committed() {}
      };

  /**
   * A transaction begins.
   *
   * @param requests callers whose work it holds
   * @param weight its changes, large ones counted as several
   */
  void committing(int requests, int weight);

  /** The transaction that began last is durable. */
  void committed();
}
