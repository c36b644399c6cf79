package io.schedulezero.dispatch;

/**
 * Which target a bucket belongs to: the one with the highest score. When a target goes, only its
 * own buckets move, each to its next best; when one comes, it takes its share from all others.
 */
final class Rendezvous {
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 divided by the golden ratio, odd

  private Rendezvous() {}

  static long score(int bucket, String target) {
    long mixed = ((long) bucket << Integer.SIZE | (target.hashCode() & 0xffff_ffffL)) * SPREAD;
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL; // the end of MurmurHash3
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
