/**
 * Tests of the protocol: frames in, records out, and back. {@link ValidVectors} and {@link
 * RefusedVectors} are the source of the files that every implementation is tested with.
 */
@NullMarked
package io.schedulezero.wire;

import org.jspecify.annotations.NullMarked;
