package dev.claudeworker.security;

import dev.claudeworker.security.Verdict.Admitted;
import dev.claudeworker.security.Verdict.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may talk to this server. The order matters: what a browser could be tricked into sending is refused before
 * anybody's identity is looked at.
 */
public final class RequestGuard {

  private static final String BEARER = "bearer ";

  private final AuthMode mode;
  private final AccessToken token;
  private final TaskTokens taskTokens;
  private final HostNames hosts;
  private final Set<String> allowedOrigins;
  private final Caller ownUser;

  /**
   * Creates the guard.
   *
   * @param mode who needs a token
   * @param token the token
   * @param taskTokens reads the tokens of tasks
   * @param hosts the names this server goes by
   * @param allowedOrigins origins of web pages that may talk to it beside its own
   * @param ownUser the user it runs as
   */
  public RequestGuard(
      AuthMode mode, AccessToken token, TaskTokens taskTokens, HostNames hosts, Set<String> allowedOrigins,
      Caller ownUser) {
    this.mode = mode;
    this.token = token;
    this.taskTokens = taskTokens;
    this.hosts = hosts;
    this.allowedOrigins = Set.copyOf(allowedOrigins);
    this.ownUser = ownUser;
  }

  /**
   * Judges a request by its head.
   *
   * @param facts what is known about it
   * @return whether it may pass and as whom
   */
  public Verdict judge(RequestFacts facts) {
    if (facts.hosts().size() != 1) {
      return new Refused(Refusal.HOST_MISSING);
    }
    String host = facts.hosts().getFirst();
    if (!hosts.knows(host, facts.localAddress())) {
      return new Refused(Refusal.HOST_UNKNOWN);
    }
    if (!facts.origins().stream().allMatch(origin -> isOwnOrigin(origin, host) || allowedOrigins.contains(origin))) {
      return new Refused(Refusal.ORIGIN_UNKNOWN);
    }
    if (facts.open()) {
      return new Admitted(Caller.ANYONE);
    }
    Verdict identity = identify(facts);
    return identity instanceof Admitted && lacksJsonType(facts) ? new Refused(Refusal.CONTENT_TYPE) : identity;
  }

  private static boolean isOwnOrigin(String origin, String host) {
    return origin.equals("http://" + host);
  }

  /** A form or an image of a web page can send anything but this content type without asking the server first. */
  private static boolean lacksJsonType(RequestFacts facts) {
    boolean needsType = facts.changesState() && (facts.hasBody() || !facts.method().equals("DELETE"));
    return needsType && !facts.contentType().equals(Optional.of("application/json"));
  }

  private Verdict identify(RequestFacts facts) {
    List<String> shown = facts.apiTokens().isEmpty() ? facts.authorization() : facts.apiTokens();
    if (!shown.isEmpty()) {
      return shown.size() == 1 ? byToken(withoutScheme(shown.getFirst())) : new Refused(Refusal.TOKEN_WRONG);
    }
    return isLocalProgram(facts) ? new Admitted(ownUser) : new Refused(Refusal.TOKEN_MISSING);
  }

  private Verdict byToken(String shown) {
    if (TaskTokens.looksLikeOne(shown)) {
      Optional<Verdict> task = taskTokens.read(shown).map(grant -> new Admitted(Caller.task(grant)));
      return task.orElse(new Refused(Refusal.TOKEN_WRONG));
    }
    return token.matches(shown) ? new Admitted(Caller.TOKEN) : new Refused(Refusal.TOKEN_WRONG);
  }

  private boolean isLocalProgram(RequestFacts facts) {
    boolean fromBrowser = facts.browserMarks() || !facts.origins().isEmpty();
    return mode == AuthMode.LOCAL && !fromBrowser && !facts.forwarded() && facts.ownUser().getAsBoolean();
  }

  private static String withoutScheme(String header) {
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    return bearer ? header.substring(BEARER.length()).strip() : header;
  }
}
