package io.schedulezero.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The constants of an enum as words of the protocol. */
final class Words {
  private Words() {}

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static <E> String all(Class<E> words, Function<E, String> written) {
    return Arrays.stream(words.getEnumConstants()).map(written).collect(Collectors.joining(", "));
  }
}
