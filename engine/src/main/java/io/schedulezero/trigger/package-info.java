/**
 * When schedules fire. In come triggers and policies; out come fire times ({@link
 * io.schedulezero.trigger.FireTimes}), what to do about those that were missed ({@link
 * io.schedulezero.trigger.CatchUp}), and a call at each of them ({@link
 * io.schedulezero.trigger.Timer}).
 *
 * <p>{@code flow} calls it and is called back by the timer; the API and the command line ask it for
 * previews and words. It keeps nothing that outlives the process: the truth about what has fired is
 * in the store.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.trigger;
