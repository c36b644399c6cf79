package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a workload finds in its JVM.
 *
 * @param executed when the JVM was started
 * @param data an empty directory on the disk that is measured
 */
record Bed(Contestant contestant, Scale scale, Path data, Instant executed) {
  Peer open() throws Exception {
    return contestant.opener().open(data);
  }
}
