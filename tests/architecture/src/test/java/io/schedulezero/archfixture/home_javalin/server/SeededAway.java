package io.schedulezero.archfixture.home_javalin.server;

import io.javalin.Javalin;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class SeededAway {
  void use(Javalin it) {}
}
