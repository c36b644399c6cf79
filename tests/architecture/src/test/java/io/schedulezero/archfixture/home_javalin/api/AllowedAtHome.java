package io.schedulezero.archfixture.home_javalin.api;

import io.javalin.Javalin;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedAtHome {
  void use(Javalin it) {}
}
