package io.schedulezero.faults;

import io.schedulezero.handler.HandlerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** How {@code sz worker} finds the handlers of the fault tests. */
public final class FaultProvider implements HandlerProvider {
  @Override
  public Collection<?> handlers() {
    try {
      return List.of(new FaultHandlers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
