package io.schedulezero.dispatch;

/**
 * A target as one run sees it.
 *
 * @param takes whether it would execute the run now
 * @param why in words that follow its name
 */
public record Candidate(String target, boolean takes, String why) {}
