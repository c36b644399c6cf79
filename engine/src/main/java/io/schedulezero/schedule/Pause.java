package io.schedulezero.schedule;

import java.time.Instant;

/** Why and since when a schedule does not fire. */
public record Pause(Instant since, String reason) {}
