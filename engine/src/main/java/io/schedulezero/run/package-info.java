/**
 * The vocabulary of runs: one request to execute a handler, its states, its attempts, and where
 * they are kept. Values and ports only; no behaviour beyond what a value knows of itself.
 *
 * <p>Everybody speaks these words. This package knows nobody.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.run;
