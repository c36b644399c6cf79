/**
 * What follows an attempt that has ended: the run is over, or gets another attempt, and when.
 *
 * <p>In: a run and how its attempt ended. Out: what comes next. Called by {@code flow}; pure.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.outcome;
