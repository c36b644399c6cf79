package io.schedulezero.archfixture.home_sql.store.sqlite;

import java.sql.Connection;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedAtHome {
  void use(Connection it) {}
}
