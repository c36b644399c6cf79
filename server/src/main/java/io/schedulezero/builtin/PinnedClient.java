package io.schedulezero.builtin;

import io.schedulezero.config.HttpRequestConfig;
import io.schedulezero.handler.GiveUp;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/**
 * Sends a request to the very address that was judged, under the name of the host. The JDK's client
 * would resolve the name again, so it is given the address; the name goes into the {@code Host}
 * header and, for TLS, into what the certificate must be for.
 */
final class PinnedClient {
  private static final int MOST_CLIENTS = 16;

  static {
    // The client refuses a Host header otherwise; read once, when its first class is loaded.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final Addresses addresses;
  private final HttpRequestConfig config;
  private final Map<String, HttpClient> clients =
      new LinkedHashMap<>(MOST_CLIENTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HttpClient> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  PinnedClient(Addresses addresses, HttpRequestConfig config) {
    this.addresses = addresses;
    this.config = config;
  }

  CompletableFuture<HttpResponse<LimitedBody.Kept>> send(HttpRequest.Call call) throws IOException {
    URI url = call.url();
    InetAddress address = addresses.allowed(url);
    java.net.http.HttpRequest request;
    try {
      var builder =
          java.net.http.HttpRequest.newBuilder(at(url, address))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(config.timeout())
              .method(
                  call.method(),
                  call.body().isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(call.body()));
      call.headers().forEach(builder::header);
      String port = url.getPort() < 0 ? "" : ":" + url.getPort();
      request = builder.setHeader("Host", url.getHost() + port).build();
    } catch (IllegalArgumentException | URISyntaxException e) {
      throw new GiveUp("The request cannot be made: " + e.getMessage(), e);
    }
    return client(url).sendAsync(request, head -> new LimitedBody(config.maxResponseBytes()));
  }

  private static URI at(URI url, InetAddress address) throws URISyntaxException {
    String text = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + text + "]" : text;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new URI(url.getScheme() + "://" + host + port + path + query);
  }

  private HttpClient client(URI url) {
    boolean secure = url.getScheme().equalsIgnoreCase("https");
    String host = secure ? url.getHost().toLowerCase(Locale.ROOT) : "";
    synchronized (clients) {
      return clients.computeIfAbsent(host, this::make);
    }
  }

  private HttpClient make(String host) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    boolean isName = host.chars().anyMatch(Character::isLetter) && !host.contains(":");
    if (isName) {
      SSLParameters parameters = new SSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      builder.sslParameters(parameters);
    }
    return builder.build();
  }
}
