package io.schedulezero.api;

import io.schedulezero.Health;
import io.schedulezero.KnownHandlers;
import io.schedulezero.Runs;
import io.schedulezero.Schedules;
import io.schedulezero.Stats;
import io.schedulezero.Workers;
import io.schedulezero.config.Config;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the API stands on.
 *
 * @param metrics in the text format of Prometheus
 * @param version of this server
 */
public record ApiParts(
    Runs runs,
    Schedules schedules,
    Stats stats,
    KnownHandlers handlers,
    Workers workers,
    Supplier<Health> health,
    Supplier<String> metrics,
    Config config,
    InstantSource clock,
    String version) {}
