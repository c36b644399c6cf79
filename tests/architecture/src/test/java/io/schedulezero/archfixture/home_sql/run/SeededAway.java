package io.schedulezero.archfixture.home_sql.run;

import java.sql.Connection;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededAway {
  void use(Connection it) {}
}
