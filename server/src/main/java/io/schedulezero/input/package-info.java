/**
 * What people write, read strictly: JSON and YAML text comes in, trees and checked values go out,
 * and whatever is wrong becomes a problem that names the field, the value and what is allowed.
 * Bounded in depth, size and count, so that no document costs more than its length.
 *
 * <p>Called by {@code config} for the configuration and by {@code api} for bodies and parameters.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.input;
