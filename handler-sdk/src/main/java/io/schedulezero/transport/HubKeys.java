package io.schedulezero.transport;

/**
 * What makes a hub reachable from other machines: everything is encrypted, and only who is admitted
 * is heard.
 */
public record HubKeys(Keys own, Admission admission) {}
