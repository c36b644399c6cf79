package io.schedulezero.archfixture.frames.wire;

import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

@NullMarked
public final class SeededBinding {
  void use(JsonNode body) {}
}
