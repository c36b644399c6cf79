package io.schedulezero.bench.peer;

import java.time.Duration;
import java.time.Instant;

/** A schedule as every peer understands it. */
public record Repetition(String id, Instant first, Duration every) {}
