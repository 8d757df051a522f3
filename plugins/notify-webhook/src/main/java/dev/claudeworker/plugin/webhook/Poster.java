package dev.claudeworker.plugin.webhook;

import dev.claudeworker.plugin.webhook.PublicAddresses.PrivateAddressException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request: no redirects, no cookies, no retries of its own, no proxy, only addresses that are allowed. Safe for use from
 * any thread.
 */
final class Poster implements AutoCloseable {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final AnswerLimits limits;
  private final CloseableHttpClient client;

  Poster(WebhookConfig config) {
    limits = config.answers();
    // The parser counts the header that is one too many, and the end of the line.
    var head = Http1Config.custom()
        .setMaxHeaderCount(limits.headers() + 1)
        .setMaxLineLength(limits.lineBytes() + 2)
        .build();
    var timeout = Timeout.ofMilliseconds(config.timeout().toMillis());
    var connections = PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(head).build())
        .setDnsResolver(new PublicAddresses(config.allowPrivate()))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .setTimeToLive(TimeValue.ZERO_MILLISECONDS)
                .build())
        .build();
    client = HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build())
        .setUserAgent("claude-worker")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** Posts a body; blocks until it is answered, the connection fails, or the thread is interrupted. */
  Answer post(Target target, Map<String, String> headers, byte[] body) {
    var request = new HttpPost(target.url());
    target.headers().forEach(request::setHeader);
    headers.forEach(request::setHeader);
    // A connection is used once: notifications are rare, and an old connection fails at the worst moment.
    request.setHeader("Connection", "close");
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    try {
      return exchange(target, request);
    } catch (PrivateAddressException refused) {
      return new Answer.Refused(refused.getMessage() + ", which plugins.notify-webhook.allow_private forbids", false,
          Duration.ZERO);
    } catch (UnknownHostException unknown) {
      return new Answer.Refused("its name cannot be looked up", true, Duration.ZERO);
    } catch (SSLException untrusted) {
      return new Answer.Refused("no trusted connection: " + target.mask(String.valueOf(untrusted.getMessage())), false,
          Duration.ZERO);
    } catch (IOException failed) {
      return new Answer.Refused("the connection failed: " + target.mask(String.valueOf(failed.getMessage())), true,
          Duration.ZERO);
    }
  }

  /** The connection is closed without reading on: the rest of an answer may be endless. */
  private Answer exchange(Target target, HttpPost request) throws IOException {
    try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(target.url()), request, null)) {
      return answer(target, response);
    }
  }

  private Answer answer(Target target, ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new Answer.Taken(status);
    }
    if (status >= 300 && status < 400) {
      return new Answer.Refused("it answered with a redirect (" + status + "), and redirects are not followed", false,
          Duration.ZERO);
    }
    boolean later = status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500;
    return new Answer.Refused("it answered " + status + reason(target, response.getEntity()), later,
        retryAfter(response.getFirstHeader("Retry-After")));
  }

  private String reason(Target target, @Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    try (InputStream in = entity.getContent()) {
      String text = new String(in.readNBytes(limits.bodyBytes()), StandardCharsets.UTF_8);
      String line = target.mask(text).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
      String told = beginning(line, limits.reasonLength());
      return told.isEmpty() ? "" : ": " + told;
    }
  }

  /** Never half of a character that is written as two. */
  private static String beginning(String text, int length) {
    return text.codePoints()
        .limit(length)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** In seconds; a date counts as not given. */
  private static Duration retryAfter(@Nullable Header header) {
    return Optional.ofNullable(header)
        .map(Header::getValue)
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
