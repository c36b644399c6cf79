package io.schedulezero.archfixture.home_json_schema.schema;

import com.networknt.schema.Schema;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedAtHome {
  void use(Schema it) {}
}
