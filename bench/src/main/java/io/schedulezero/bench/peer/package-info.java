/**
 * The schedulers that are compared, each behind the same small interface. A workload calls them
 * from its own threads; the jobs that they execute report to {@code Tally}.
 */
@NullMarked
package io.schedulezero.bench.peer;

import org.jspecify.annotations.NullMarked;
