package io.schedulezero.handler;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Handler} says, read and checked. */
record HandlerSettings(
    String name,
    String description,
    @Nullable Duration timeout,
    @Nullable RetrySettings retry,
    int priority,
    List<String> tags,
    List<String> limits,
    Delivery delivery) {}
