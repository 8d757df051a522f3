package dev.claudeworker.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Heads of requests with defaults: a test sets only what it is about. */
final class FactsBuilder {

  private String method;
  private boolean open;
  private List<String> hosts = List.of("localhost:8000");
  private final List<String> origins = new ArrayList<>();
  private boolean browserMarks;
  private boolean forwarded;
  private Optional<String> contentType;
  private boolean hasBody;
  private final List<String> authorization = new ArrayList<>();
  private final List<String> apiTokens = new ArrayList<>();
  private boolean ownUser;

  FactsBuilder(String method, Optional<String> contentType, boolean hasBody) {
    this.method = method;
    this.contentType = contentType;
    this.hasBody = hasBody;
  }

  RequestFacts facts() {
    return new RequestFacts(method, open, hosts, origins, browserMarks, forwarded, contentType, hasBody, authorization,
        apiTokens, "192.0.2.7", () -> ownUser);
  }

  FactsBuilder method(String name) {
    method = name;
    return this;
  }

  FactsBuilder open() {
    open = true;
    return this;
  }

  FactsBuilder host(String host) {
    return hosts(List.of(host));
  }

  FactsBuilder hosts(List<String> all) {
    hosts = all;
    return this;
  }

  FactsBuilder origin(String origin) {
    origins.add(origin);
    return this;
  }

  FactsBuilder browserMarks() {
    browserMarks = true;
    return this;
  }

  FactsBuilder forwarded() {
    forwarded = true;
    return this;
  }

  FactsBuilder contentType(String type) {
    contentType = Optional.of(type);
    return this;
  }

  FactsBuilder noContentType() {
    contentType = Optional.empty();
    return this;
  }

  FactsBuilder noBody() {
    hasBody = false;
    return this;
  }

  FactsBuilder bearer(String token) {
    return authorization("Bearer " + token);
  }

  FactsBuilder authorization(String header) {
    authorization.add(header);
    return this;
  }

  FactsBuilder apiToken(String token) {
    apiTokens.add(token);
    return this;
  }

  FactsBuilder ownUser(boolean own) {
    ownUser = own;
    return this;
  }
}
