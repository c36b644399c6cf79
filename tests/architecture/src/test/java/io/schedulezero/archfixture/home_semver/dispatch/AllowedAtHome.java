package io.schedulezero.archfixture.home_semver.dispatch;

import org.jspecify.annotations.NullMarked;
import org.semver4j.Semver;

@NullMarked
public final class AllowedAtHome {
  void use(Semver it) {}
}
