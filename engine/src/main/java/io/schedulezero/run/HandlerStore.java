package io.schedulezero.run;

import java.util.Map;

/**
 * Reads of what was said of handlers that other processes host. Called at a start; may block. All
 * writes go through the journal.
 */
public interface HandlerStore {
  /** By the name of the handler, as the journal took it. */
  Map<String, String> descriptions();
}
