package io.schedulezero.archfixture.ambient.server;

import java.time.InstantSource;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AllowedServer {
  InstantSource use() {
    return InstantSource.system();
  }
}
