package io.schedulezero.api;

import io.schedulezero.input.Texts;

/** The kinds of problems, for programs: stable, and listed in the description of the API. */
enum Code {
  BAD_REQUEST(400, "Bad request"),
  MALFORMED_JSON(400, "Not a JSON document"),
  ORIGIN_NOT_ALLOWED(403, "Foreign origin"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  CONFLICT(409, "Conflict"),
  VERSION_MISMATCH(412, "Changed in the meantime"),
  BODY_TOO_LARGE(413, "Body too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  HOST_NOT_ALLOWED(421, "Unknown host"),
  TOO_MANY_STREAMS(429, "Too many streams"),
  HEADER_TOO_LARGE(431, "Header too large"),
  INTERNAL_ERROR(500, "Internal error"),
  SERVER_BUSY(503, "Busy"),
  STORE_UNAVAILABLE(503, "Store unavailable");

  private final int status;
  private final String title;

  Code(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String text() {
    return Texts.name(this);
  }
}
