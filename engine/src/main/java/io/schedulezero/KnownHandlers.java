package io.schedulezero;

import io.schedulezero.flow.HandlerRules;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.HandlerDescriptions;
import io.schedulezero.handler.InvalidHandler;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Journal;
import io.schedulezero.run.HandlerStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All handlers that can be asked for: those of this program, and those that a worker has described,
 * be it connected or not. What workers said is kept in the store, so that after a restart a request
 * for one of their handlers is accepted and waits for them. A handler of this program hides one of
 * workers of the same name.
 *
 * <p>Callable from any thread; never blocks.
 */
public final class KnownHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(KnownHandlers.class);

  /** Of workers: ten with as many as one may host. */
  private static final int MOST = 5_000;

  private final Map<String, KnownHandler.Local> local = new HashMap<>();
  private final Map<String, KnownHandler.Remote> remote = new ConcurrentSkipListMap<>();
  private final Journal journal;

  /** What is not in the store yet. */
  private final Set<String> unsaved = ConcurrentHashMap.newKeySet();

  /** Who described a handler last, and of which handlers it was said that descriptions differ. */
  private final Map<String, String> lastDescribedBy = new HashMap<>();

  private final Set<String> disputed = new HashSet<>();
  private boolean full;

  KnownHandlers(HandlerCatalog handlers, Journal journal) {
    this.journal = journal;
    handlers.all().forEach(each -> local.put(each.name(), KnownHandler.Local.of(each)));
  }

  /** Takes up what workers said to earlier processes. */
  void recall(HandlerStore store) {
    store
        .descriptions()
        .forEach(
            (name, description) -> {
              try {
                HandlerDescriptions.read(description)
                    .forEach(said -> remote.put(said.name(), KnownHandler.Remote.of(said)));
              } catch (InvalidHandler e) {
                LOG.warn(
                    "What is stored of handler {} cannot be read: it is unknown until a worker"
                        + " describes it again",
                    name,
                    e);
              }
            });
  }

  /**
   * A worker says what it hosts, in its own words. Of a handler that it does not describe, and that
   * is not known yet, any arguments are taken.
   *
   * @param names of the handlers that it hosts
   * @param described JSON as of {@link HandlerDescriptions}; null if it describes none
   * @return why that is refused, for people; null if it is taken
   */
  public @Nullable String hosted(String worker, List<String> names, @Nullable String described) {
    try {
      List<HandlerDescription> said = new ArrayList<>();
      Set<String> silent = new HashSet<>(names);
      for (HandlerDescription one :
          described == null ? List.<HandlerDescription>of() : HandlerDescriptions.read(described)) {
        if (!silent.remove(one.name())) {
          return "handler \"" + one.name() + "\" is described, but not hosted";
        }
        said.add(one);
      }
      silent.removeIf(remote::containsKey);
      silent.forEach(name -> said.add(HandlerDescription.unsaid(name)));
      described(worker, said);
      return null;
    } catch (InvalidHandler e) {
      return e.getMessage();
    }
  }

  /**
   * A worker says what it hosts. If another worker said otherwise of a handler, the new word
   * counts.
   */
  public synchronized void described(String worker, List<HandlerDescription> handlers) {
    List<Change> changes = new ArrayList<>();
    for (HandlerDescription handler : handlers) {
      KnownHandler.Remote before = remote.get(handler.name());
      if (before == null && remote.size() >= MOST) {
        refuse(worker, handler);
        continue;
      }
      String other = lastDescribedBy.put(handler.name(), worker);
      if (before == null || !before.description().equals(handler)) {
        warnIfDisputed(before, handler, worker, other);
        remote.put(handler.name(), KnownHandler.Remote.of(handler));
        unsaved.add(handler.name());
      }
      if (unsaved.contains(handler.name())) {
        changes.add(new SaveHandler(handler.name(), HandlerDescriptions.write(List.of(handler))));
      }
    }
    if (!changes.isEmpty()) {
      save(changes, handlers);
    }
  }

  private void save(List<Change> changes, List<HandlerDescription> handlers) {
    journal
        .write(changes)
        .whenComplete(
            (receipt, failure) -> {
              if (failure == null) {
                handlers.forEach(handler -> unsaved.remove(handler.name()));
              } else {
                handlers.forEach(handler -> unsaved.add(handler.name()));
                LOG.warn(
                    "What workers say of their handlers was not stored; it is when they connect"
                        + " again",
                    failure);
              }
            });
  }

  /** The version is for people: a new one by itself is no contradiction. */
  private void warnIfDisputed(
      KnownHandler.@Nullable Remote before,
      HandlerDescription now,
      String worker,
      @Nullable String other) {
    if (before == null
        || other == null
        || other.equals(worker)
        || before.description().withVersion(now.version()).equals(now)) {
      return;
    }
    if (disputed.add(now.name())) {
      LOG.warn(
          "Workers {} and {} describe handler {} differently: what {} says counts until another"
              + " one says otherwise. This is said once",
          other,
          worker,
          now.name(),
          worker);
    }
  }

  private void refuse(String worker, HandlerDescription handler) {
    if (!full) {
      LOG.warn(
          "Workers have described {} handlers, which is as many as are remembered: {} of worker {}"
              + " and all further ones stay unknown, and runs of them are refused",
          MOST,
          handler.name(),
          worker);
    }
    full = true;
  }

  /** What is known of the handler of this name. */
  public Optional<HandlerDescription> find(String name) {
    return Optional.ofNullable(get(name)).map(KnownHandler::description);
  }

  /** What is known of all handlers, sorted by name. */
  public List<HandlerDescription> all() {
    Map<String, KnownHandler> all = new TreeMap<>(remote);
    all.putAll(local);
    return all.values().stream().map(KnownHandler::description).toList();
  }

  /** Sorted. */
  public Collection<String> names() {
    Map<String, KnownHandler> all = new TreeMap<>(remote);
    all.putAll(local);
    return all.keySet();
  }

  /** Whether this program itself has the handler. */
  public boolean isLocal(String name) {
    return local.containsKey(name);
  }

  @Nullable KnownHandler get(String name) {
    KnownHandler here = local.get(name);
    return here == null ? remote.get(name) : here;
  }

  HandlerRules rules(String name) {
    KnownHandler handler = get(name);
    return handler == null ? HandlerRules.UNKNOWN : handler.rules();
  }
}
