/** Jobs that are executed in other processes: our workers, and beside them the bare library. */
@org.jspecify.annotations.NullMarked
package io.schedulezero.bench.remote;
