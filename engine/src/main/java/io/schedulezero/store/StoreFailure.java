package io.schedulezero.store;

import java.sql.SQLException;

/** The database refused. */
final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
