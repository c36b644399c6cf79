package io.schedulezero.builtin;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body and hangs up when there is more. */
final class LimitedBody implements BodySubscriber<LimitedBody.Kept> {
  /**
   * The beginning.
   *
   * @param truncated whether there was more
   */
  record Kept(String text, boolean truncated) {}

  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Kept> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  LimitedBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<Kept> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription from) {
    subscription = from;
    from.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[Math.min(part.remaining(), most - kept.size())];
      part.get(bytes);
      kept.writeBytes(bytes);
      if (part.hasRemaining() && subscription != null) {
        subscription.cancel();
        body.complete(new Kept(kept.toString(StandardCharsets.UTF_8), true));
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(new Kept(kept.toString(StandardCharsets.UTF_8), false));
  }
}
