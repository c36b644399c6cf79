package io.schedulezero.worker;

import io.schedulezero.wire.FromWorker;

/** Sends a message in the session that there is. */
interface Sender {
  /**
   * Sends it.
   *
   * @param again whether the same was sent before and not answered
   * @param fence of the attempt that it is about; 0 if of none
   * @return false if it is not possible now
   */
  boolean send(FromWorker message, boolean again, long fence);
}
