package io.schedulezero.notify;

import io.schedulezero.run.Run;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.schedule.Skip;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what happens to every listener, and protects the engine from them. */
public final class Notifier implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong faults = new AtomicLong();

  public void add(EngineListener listener) {
    listeners.add(listener);
  }

  @Override
  public void started(Run run, Duration waited) {
    tell(listener -> listener.started(run, waited));
  }

  @Override
  public void attemptEnded(Run run) {
    tell(listener -> listener.attemptEnded(run));
  }

  @Override
  public void finished(Run run) {
    tell(listener -> listener.finished(run));
  }

  @Override
  public void skipped(Skip skip) {
    tell(listener -> listener.skipped(skip));
  }

  @Override
  public void worker(WorkerEvent event) {
    tell(listener -> listener.worker(event));
  }

  @Override
  public void targetMissing(String handler) {
    tell(listener -> listener.targetMissing(handler));
  }

  @Override
  public void targetBack(String handler) {
    tell(listener -> listener.targetBack(handler));
  }

  private void tell(Consumer<EngineListener> what) {
    for (EngineListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException fault) {
        logOnce(listener, fault);
      }
    }
  }

  private void logOnce(EngineListener listener, RuntimeException fault) {
    String name = listener.getClass().getName();
    if (faults.getAndIncrement() == 0) {
      LOG.warn("Listener {} failed; the engine goes on, further faults at DEBUG", name, fault);
    } else {
      LOG.debug("Listener {} failed again", name, fault);
    }
  }
}
