package io.schedulezero.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How much of a list is wanted. */
final class PageOptions {
  private static final int LARGEST_PAGE = 1_000;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many items (default 50).")
  int limit = 50;

  @Option(names = "--all", description = "All items, however many.")
  boolean all;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Begin where an earlier list ended.")
  @Nullable String cursor;

  /** As many pages as it takes, put together as one. */
  JsonNode fetch(Client client, String path, Query filter) {
    if (limit < 1) {
      throw CommandFailed.usage("--limit must be 1 or more, not " + limit);
    }
    ObjectNode first = page(client, path, filter, cursor, 0);
    ArrayNode items = first.withArray("items");
    Optional<String> next = next(first);
    while (next.isPresent() && wants(items.size())) {
      ObjectNode more = page(client, path, filter, next.get(), items.size());
      items.addAll(more.withArray("items"));
      next = next(more);
    }
    next.ifPresentOrElse(
        value -> first.put("next_cursor", value), () -> first.putNull("next_cursor"));
    return first;
  }

  private boolean wants(int sofar) {
    return all || sofar < limit;
  }

  private ObjectNode page(
      Client client, String path, Query filter, @Nullable String from, int sofar) {
    int size = all ? LARGEST_PAGE : Math.min(LARGEST_PAGE, limit - sofar);
    Query query = filter.and(new Query().with("limit", size).with("cursor", from));
    return client.get(query.on(path)).asObject();
  }

  private static Optional<String> next(JsonNode page) {
    return Optional.of(new Doc(page).text("next_cursor")).filter(text -> !text.isEmpty());
  }

  /** How to see what is beyond the page, if anything is. */
  static void remarkMore(Printer printer, JsonNode page) {
    next(page)
        .ifPresent(
            cursor ->
                printer.remark(
                    "There are more: --all, --limit N, or --cursor " + Text.oneLine(cursor)));
  }
}
