package io.schedulezero.crash;

import java.time.Duration;

/** The program under test, as a process of its own. */
interface Subject {
  /** A fire that is later is a misfire; shorter than a restart, so that restarts cause some. */
  Duration MISFIRE_AFTER = Duration.ofMillis(400);

  /** Waits until it takes orders. */
  void awaitReady() throws Gone;

  /** Asks, and waits for the answer. Any thread. */
  Answer ask(Order order) throws Gone;

  /** Waits that long; says whether the process ended by itself meanwhile. */
  boolean endsWithin(Duration time) throws InterruptedException;

  /** SIGKILL. Returns when the process is no more. */
  void kill() throws InterruptedException;

  /** Has it end gracefully, and waits for that. */
  void stop() throws InterruptedException;

  /** The process is no more; whether it did what was asked is in doubt. */
  final class Gone extends Exception {
    private static final long serialVersionUID = 1L;

    Gone(String why) {
      super(why);
    }
  }

  /** Starts one on the data of the one before. */
  interface Start {
    Subject start() throws java.io.IOException;
  }
}
