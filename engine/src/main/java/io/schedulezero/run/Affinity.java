package io.schedulezero.run;

/**
 * Runs that have the same key go to the same target, as long as it is there.
 *
 * @param by what its author said: the key itself, or a path into the arguments such as {@code
 *     $.customer}
 * @param key what that means for the run
 */
public record Affinity(String by, String key) {
  /** Keys are kept together in so many buckets, so that they cannot make more lanes than that. */
  public static final int BUCKETS = 256;

  /** An affinity to this key. */
  public static Affinity to(String key) {
    return new Affinity(key, key);
  }

  /** Where the key belongs, 0 to 255, in every process the same. */
  public int bucket() {
    int hash = key.hashCode();
    hash = (hash ^ hash >>> 16) * 0x85ebca6b; // the end of MurmurHash3, which spreads similar keys
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return (hash ^ hash >>> 16) & (BUCKETS - 1);
  }
}
