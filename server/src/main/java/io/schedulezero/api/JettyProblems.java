package io.schedulezero.api;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Requests that the web server refuses before they reach an operation get a problem too. */
final class JettyProblems extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Code code = code(response.getStatus());
    response.setStatus(code.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Refusals.MEDIA_TYPE);
    // Where one request ends and the next begins is no longer sure.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(body(code)), callback);
    return true;
  }

  private static Code code(int status) {
    return switch (status) {
      case 404 -> Code.NOT_FOUND;
      case 405 -> Code.METHOD_NOT_ALLOWED;
      case 413 -> Code.BODY_TOO_LARGE;
      case 414, 431 -> Code.HEADER_TOO_LARGE;
      default -> status < 500 ? Code.BAD_REQUEST : Code.INTERNAL_ERROR;
    };
  }

  private static byte[] body(Code code) {
    String detail =
        code == Code.HEADER_TOO_LARGE
            ? "The request line with its headers is longer than this server reads."
            : "The request is not one that this server can read.";
    return Json.bytes(ProblemView.of(code, detail, List.of()));
  }
}
