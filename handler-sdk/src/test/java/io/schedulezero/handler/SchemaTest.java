package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaTest {
  enum Size {
    SMALL,
    LARGE
  }

  record Box(Size size, @Arg(description = "What is in it") List<Box> boxes) {}

  @SuppressWarnings("unused")
  static final class Everything {
    @Handler
    void pack(
        @Arg(description = "For whom", defaultValue = "nobody") String name,
        @Arg(defaultValue = "7") int count,
        double weight,
        boolean urgent,
        Instant at,
        @Arg(defaultValue = "1h") Duration patience,
        Box box,
        @Nullable Box spare,
        Optional<Size> size,
        Map<Size, Integer> sizes,
        Object more,
        RunContext run) {}
  }

  private final HandlerDefinition pack =
      HandlerCatalog.of(new Everything()).find("pack").orElseThrow();
  private final JsonNode schema = Json.tree(pack.argsSchema());

  private void assertProperty(String name, String expected) {
    assertThat(schema.get("properties").get(name))
        .isEqualTo(Json.tree(expected.replace('\'', '"')));
  }

  @Test
  void the_schema_is_an_object_with_all_arguments_and_nothing_else() {
    assertThat(schema.get("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("type").asString()).isEqualTo("object");
    assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
    assertThat(schema.get("properties").propertyNames())
        .containsExactly(
            "name",
            "count",
            "weight",
            "urgent",
            "at",
            "patience",
            "box",
            "spare",
            "size",
            "sizes",
            "more");
    assertThat(schema.get("required"))
        .isEqualTo(Json.tree("[\"weight\",\"urgent\",\"at\",\"box\",\"sizes\",\"more\"]"));
  }

  @Test
  void each_type_has_its_words() {
    assertProperty("name", "{'type':'string','description':'For whom','default':'nobody'}");
    assertProperty(
        "count", "{'type':'integer','minimum':-2147483648,'maximum':2147483647,'default':7}");
    assertProperty("weight", "{'type':'number'}");
    assertProperty("urgent", "{'type':'boolean'}");
    assertProperty("at", "{'type':'string','format':'date-time'}");
    assertThat(schema.get("properties").get("patience").get("default").asString()).isEqualTo("1h");
    assertThat(schema.get("properties").get("patience").has("pattern")).isTrue();
    assertProperty("size", "{'type':['string','null'],'enum':['SMALL','LARGE',null]}");
    assertProperty(
        "sizes",
        "{'type':'object','propertyNames':{'type':'string','enum':['SMALL','LARGE']},"
            + "'additionalProperties':"
            + "{'type':'integer','minimum':-2147483648,'maximum':2147483647}}");
    assertProperty("more", "{'type':['object','array','string','number','boolean']}");
  }

  @Test
  void a_record_is_defined_once_and_may_contain_itself() {
    assertProperty("box", "{'$ref':'#/$defs/Box'}");
    assertProperty("spare", "{'anyOf':[{'$ref':'#/$defs/Box'},{'type':'null'}]}");
    assertThat(schema.get("$defs").propertyNames()).containsExactly("Box");
    assertThat(schema.get("$defs").get("Box"))
        .isEqualTo(
            Json.tree(
                "{\"type\":\"object\",\"properties\":{"
                    + "\"size\":{\"type\":\"string\",\"enum\":[\"SMALL\",\"LARGE\"]},"
                    + "\"boxes\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Box\"},"
                    + "\"description\":\"What is in it\"}},"
                    + "\"required\":[\"size\",\"boxes\"],\"additionalProperties\":false}"));
  }

  @SuppressWarnings("unused")
  static final class Namesakes {
    record Item(int a) {}

    @Handler
    void two(Item ours, Taker.Item theirs, Taker.Page<Item> page) {}
  }

  @Test
  void records_of_the_same_name_are_told_apart() {
    HandlerDefinition two = HandlerCatalog.of(new Namesakes()).find("two").orElseThrow();

    assertThat(Json.tree(two.argsSchema()).get("$defs").propertyNames())
        .containsExactly("Item", "Item2", "Page");
  }
}
