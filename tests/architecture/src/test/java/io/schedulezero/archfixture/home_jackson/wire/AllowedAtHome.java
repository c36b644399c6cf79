package io.schedulezero.archfixture.home_jackson.wire;

import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

@NullMarked
public final class AllowedAtHome {
  void use(JsonNode it) {}
}
