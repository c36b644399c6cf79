package io.schedulezero.archfixture.home_jackson.flow;

import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

@NullMarked
public final class SeededAway {
  void use(JsonNode it) {}
}
