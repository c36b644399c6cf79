package io.schedulezero.crash;

import java.time.Instant;

/**
 * The end of the last program.
 *
 * @param told up to then it was at work
 * @param ended from then on it is no more
 */
record Stop(Instant told, Instant ended) {}
