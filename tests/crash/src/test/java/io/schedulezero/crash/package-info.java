/**
 * The program is killed at random instants while it is under load, started again, and audited from
 * outside at the end.
 *
 * <p>{@link io.schedulezero.crash.CrashRun} is where to begin: {@code Rounds} starts and kills a
 * {@code Subject}, {@code Driver} asks it for runs and schedules, {@code Evidence} remembers what
 * was asked and what was acknowledged, and {@code Audit} holds the data file and what the handlers
 * wrote down against that. In: a seed and a number of rounds. Out: breaches of the promises, each
 * with what is known about the run or schedule. Called by {@code tests/crash/run} and the tests.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.crash;
