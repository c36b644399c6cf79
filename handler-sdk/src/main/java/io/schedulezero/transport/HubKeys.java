package io.schedulezero.transport;

import java.nio.file.Path;

/**
 * What makes a hub reachable from other machines: everything is encrypted, and only who is admitted
 * is heard.
 */
public record HubKeys(Keys own, Admission admission) {
  /**
   * From files.
   *
   * @param own the keys of the server, as {@link Keys#write} wrote them
   * @param allowList who may connect; what changes in it holds from about a second later
   * @throws KeyProblem if one of them cannot be used
   */
  public static HubKeys read(Path own, Path allowList) {
    return new HubKeys(Keys.read(own), AllowList.read(allowList));
  }
}
