package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.run.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A part of a list. */
record PageView(List<?> items, @Nullable String nextCursor) {
  /** So much at a time is asked for, and when so much has gathered a page ends early. */
  private static final int CHUNK = 25;

  private static final long LARGE = 4 << 20;

  static <T> PageView of(Page<T> page, Function<? super T, ?> view) {
    return new PageView(page.items().stream().map(view).toList(), page.next());
  }

  /** Which part is asked for. */
  record Wanted(int limit, @Nullable String cursor) {
    static Wanted read(Fields fields) {
      return new Wanted(limit(fields), fields.text("cursor", 1_000));
    }

    static int limit(Fields fields) {
      Integer limit = fields.small("limit", 1, 1_000);
      return limit == null ? 50 : limit;
    }

    /**
     * Gathers a page in small parts, so that a thousand large items are never in memory together.
     *
     * @param size of an item, about, in characters
     */
    <T> Page<T> gather(
        BiFunction<@Nullable String, Integer, Page<T>> source, ToLongFunction<T> size) {
      List<T> items = new ArrayList<>();
      String next = cursor;
      long gathered = 0;
      do {
        Page<T> part = page(source, next, Math.min(CHUNK, limit - items.size()));
        items.addAll(part.items());
        gathered += part.items().stream().mapToLong(size).sum();
        next = part.next();
      } while (next != null && items.size() < limit && gathered < LARGE);
      return new Page<>(items, next);
    }

    <T> Page<T> page(BiFunction<@Nullable String, Integer, Page<T>> source) {
      return page(source, cursor, limit);
    }

    private static <T> Page<T> page(
        BiFunction<@Nullable String, Integer, Page<T>> source, @Nullable String from, int most) {
      try {
        return source.apply(from, most);
      } catch (IllegalArgumentException e) {
        throw new Refusal("cursor", "must be a next_cursor of this list");
      }
    }
  }
}
