package io.schedulezero.transport;

/** Nobody can listen at an address or connect to it as it is. The message is for people. */
public final class AddressRefused extends RuntimeException {
  AddressRefused(String message) {
    super(message);
  }
}
