package io.schedulezero.transport;

/**
 * What a line needs to reach a hub that has keys.
 *
 * @param own by which the hub knows who it is
 * @param serverKey the public key of the hub, 40 characters; another server is not believed
 */
public record LineKeys(Keys own, String serverKey) {
  public LineKeys {
    Keys.checkPublic("serverKey", serverKey);
  }
}
