package io.schedulezero;

import java.time.Instant;

/**
 * What a running handler last said of how far it is.
 *
 * @param fraction 0 to 1
 */
public record RunProgress(double fraction, String message, Instant at) {}
