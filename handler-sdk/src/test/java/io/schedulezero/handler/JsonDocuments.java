package io.schedulezero.handler;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random JSON that comes near to what the handlers of {@link Taker} take. */
final class JsonDocuments {
  private static final List<String> NAMES =
      List.of(
          "value", "sku", "quantity", "price", "items", "next", "name", "children", "RED", "-7");

  private static final List<String> SCALARS =
      Stream.of(
              "null true false 0 -0 1 7 -1 1.0 1.5 -0.0 1e2 1e-2 12e-1 127 128 -129 32768 2147483648"
                  + " 9223372036854775807 9223372036854775808 1e39 1e309 1e999999999 0e-999999999"
                  + " \"\" \"a\" \"RED\" \"red\" \"GREEN\" \"1\" \"null\" \"aMOp\" \"=\" \"?q\" \"%\""
                  + " \"\\uD83D\\uDE00\" \"\\uD800\" \"MONDAY\" \"UTC\" \"+01:00\" \"Europe/Berlin\""
                  + " \"2026-11-21\" \"2026-02-30\" \"2026-11\" \"--02-29\" \"09:30\" \"24:00\""
                  + " \"2026-11-21T09:30\" \"2026-11-21T09:30:00Z\" \"2026-11-21T09:30:00.5-18:00\""
                  + " \"2026-11-21T09:30:60Z\" \"2026-11-21T09:30:00+19:00\" \"0000-01-01T00:00:00Z\""
                  + " \"2026-11-21t09:30:00z\" \"+12026-11-21\" \"2026-11-21T09:30+01:00[UTC]\""
                  + " \"10s\" \"1.5h\" \"PT\" \"P\" \"P1D\" \"-PT1.5S\" \"P1M\" \"P1Y2M3W4D\" \"PT1,5S\""
                  + " \"123e4567-e89b-12d3-a456-426614174000\" \"1-1-1-1-1\" \"http://a/b\"")
          .flatMap(text -> Stream.of(text.split(" ")))
          .toList();

  private JsonDocuments() {}

  /** Arguments with one named {@code value}, mostly. */
  static Arbitrary<String> arguments() {
    return Arbitraries.frequencyOf(
        Tuple.of(20, values().map(value -> "{\"value\":" + value + "}")), Tuple.of(1, values()));
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> scalar =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(SCALARS)),
            Tuple.of(1, Arbitraries.bigDecimals().map(String::valueOf)),
            Tuple.of(1, Arbitraries.strings().map(Json::quote)));
    return Arbitraries.recursive(() -> scalar, JsonDocuments::containing, 0, 3);
  }

  private static Arbitrary<String> containing(Arbitrary<String> value) {
    Arbitrary<String> array =
        value.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]");
    Arbitrary<String> object =
        Arbitraries.of(NAMES)
            .set()
            .ofMaxSize(4)
            .flatMap(names -> value.list().ofSize(names.size()).map(each -> object(names, each)));
    return Arbitraries.oneOf(value, array, object);
  }

  private static String object(Iterable<String> names, List<String> values) {
    StringBuilder text = new StringBuilder("{");
    int i = 0;
    for (String name : names) {
      text.append(i == 0 ? "" : ",").append(Json.quote(name)).append(':').append(values.get(i++));
    }
    return text.append('}').toString();
  }

  /** The same with a few characters gone, doubled or changed. */
  static Arbitrary<String> broken() {
    Arbitrary<Character> letter =
        Arbitraries.of(
            "{}[]\",:\\0129eE+-.truefalsnu/* \n\u0000\uD800é"
                .chars()
                .mapToObj(c -> (char) c)
                .toList());
    return Combinators.combine(
            arguments(),
            Arbitraries.integers().between(0, 200),
            letter,
            Arbitraries.integers().between(0, 3))
        .as(JsonDocuments::damage);
  }

  private static String damage(String json, int place, char letter, int kind) {
    int at = place % json.length();
    String before = json.substring(0, at);
    String after = json.substring(at + 1);
    return switch (kind) {
      case 0 -> before;
      case 1 -> before + after;
      case 2 -> before + letter + after;
      default -> before + letter + json.charAt(at) + after;
    };
  }

  static Arbitrary<String> handlers(HandlerCatalog catalog) {
    return Arbitraries.of(
        catalog.all().stream().map(HandlerDefinition::name).collect(Collectors.toList()));
  }
}
