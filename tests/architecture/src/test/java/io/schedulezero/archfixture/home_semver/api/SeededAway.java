package io.schedulezero.archfixture.home_semver.api;

import org.jspecify.annotations.NullMarked;
import org.semver4j.Semver;

@NullMarked
public final class SeededAway {
  void use(Semver it) {}
}
