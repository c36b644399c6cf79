package io.schedulezero.store;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import io.schedulezero.store.Json.Doc;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a run may execute, as the store keeps it. */
final class RouteCodec {
  private RouteCodec() {}

  static @Nullable String write(Route route) {
    Doc doc = doc(route);
    return doc == null ? null : Json.write(doc);
  }

  static Route read(@Nullable String text) {
    return text == null ? Route.ANYWHERE : route(Json.readDoc(text));
  }

  /** Null if the run may execute anywhere. */
  static @Nullable Doc doc(Route route) {
    if (route.isAnywhere()) {
      return null;
    }
    Doc labels = new Doc();
    new TreeMap<>(route.labels()).forEach(labels::with);
    Affinity affinity = route.affinity();
    return new Doc()
        .with("labels", route.labels().isEmpty() ? null : labels)
        .with("target", route.target())
        .with("version", route.version())
        .with("affinity", affinity == null ? null : affinity.by())
        .with("key", affinity == null ? null : affinity.key())
        .with("broadcast", route.broadcast() ? (Object) 1L : null);
  }

  static Route route(Doc doc) {
    return new Route(
        doc.textsByName("labels"),
        doc.textOrNull("target"),
        doc.textOrNull("version"),
        doc.has("affinity") ? new Affinity(doc.text("affinity"), doc.text("key")) : null,
        doc.has("broadcast"));
  }
}
