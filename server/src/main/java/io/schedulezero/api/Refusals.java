package io.schedulezero.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.schedulezero.BadRequest;
import io.schedulezero.Conflict;
import io.schedulezero.NotFound;
import io.schedulezero.Problem;
import io.schedulezero.VersionMismatch;
import io.schedulezero.input.MalformedText;
import io.schedulezero.journal.JournalUnavailable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into problems. */
final class Refusals {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static void register(RoutesConfig routes) {
    routes.exception(Refusal.class, (e, ctx) -> answer(ctx, e.code(), text(e), e.errors()));
    routes.exception(
        BadRequest.class,
        (e, ctx) -> answer(ctx, Code.BAD_REQUEST, Refusal.said(e.problems()), e.problems()));
    routes.exception(MalformedText.class, (e, ctx) -> malformed(ctx, e));
    routes.exception(NotFound.class, (e, ctx) -> answer(ctx, Code.NOT_FOUND, text(e)));
    routes.exception(Conflict.class, (e, ctx) -> answer(ctx, Code.CONFLICT, text(e)));
    routes.exception(
        VersionMismatch.class, (e, ctx) -> answer(ctx, Code.VERSION_MISMATCH, text(e)));
    routes.exception(JournalUnavailable.class, (e, ctx) -> unavailable(ctx, e));
    routes.exception(HttpResponseException.class, (e, ctx) -> routing(ctx, e));
    routes.exception(Exception.class, (e, ctx) -> unexpected(ctx, e));
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  static void answer(Context ctx, Code code, String detail) {
    answer(ctx, code, detail, List.of());
  }

  private static void answer(Context ctx, Code code, String detail, List<Problem> errors) {
    if (code.status() == 429 || code.status() == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.status(code.status())
        .contentType(MEDIA_TYPE)
        .result(Json.bytes(ProblemView.of(code, detail, errors)));
  }

  private static void malformed(Context ctx, MalformedText e) {
    String where =
        e.place().line() == 0
            ? ""
            : "Line " + e.place().line() + ", column " + e.place().column() + ": ";
    answer(ctx, Code.MALFORMED_JSON, where + e.getMessage());
  }

  private static void unavailable(Context ctx, JournalUnavailable e) {
    LOG.warn("{} {} refused, the store is unavailable", ctx.method(), ctx.path(), e);
    answer(ctx, Code.STORE_UNAVAILABLE, "The store is unavailable at present. Try again later.");
  }

  private static void routing(Context ctx, HttpResponseException e) {
    if (e.getStatus() == 405) {
      answer(
          ctx,
          Code.METHOD_NOT_ALLOWED,
          ctx.path() + " knows no " + ctx.method() + "; see /api/openapi.yaml");
    } else if (e.getStatus() == 404) {
      answer(ctx, Code.NOT_FOUND, "There is nothing at " + ctx.path() + "; see /api/openapi.yaml");
    } else {
      answer(ctx, Code.BAD_REQUEST, text(e));
    }
  }

  private static void unexpected(Context ctx, Exception e) {
    LOG.error("{} {} failed; the client was told 500", ctx.method(), ctx.path(), e);
    answer(ctx, Code.INTERNAL_ERROR, "The server failed; its log says why.");
  }
}
