/**
 * Measured comparisons with peers. {@code bench/run} calls {@link io.schedulezero.bench.Bench},
 * which starts a fresh JVM ({@link io.schedulezero.bench.Child}) for each workload and peer, and
 * writes a table and a JSON file.
 */
@NullMarked
package io.schedulezero.bench;

import org.jspecify.annotations.NullMarked;
