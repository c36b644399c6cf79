package io.schedulezero.archfixture.home_json_schema.api;

import com.networknt.schema.Schema;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededAway {
  void use(Schema it) {}
}
