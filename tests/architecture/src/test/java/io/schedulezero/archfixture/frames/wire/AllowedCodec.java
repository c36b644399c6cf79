package io.schedulezero.archfixture.frames.wire;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import tools.jackson.core.JsonParser;

@NullMarked
public final class AllowedCodec {
  void use(JsonParser parser, List<String> keys) {}
}
