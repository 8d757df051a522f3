package dev.claudeworker.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.security.Verdict.Admitted;
import dev.claudeworker.security.Verdict.Refused;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RequestGuardTest {

  private static final Caller ME = new Caller("me");
  private static final TaskTokens TASKS = new TaskTokens("key");
  private static final TaskGrant GRANT =
      new TaskGrant(new TaskId(7), 2, UUID.fromString("01234567-89ab-7def-8123-456789abcdef"));
  private static final Verdict ADMITTED = new Admitted(ME);

  private final RequestGuard local = guard(AuthMode.LOCAL);
  private final RequestGuard everyone = guard(AuthMode.TOKEN);

  private static RequestGuard guard(AuthMode mode) {
    return new RequestGuard(mode, new AccessToken("secret"), TASKS,
        new HostNames(Set.of("localhost", "127.0.0.1", "::1", "worker.example")), Set.of("http://trusted.example"), ME);
  }

  @Test
  void aProgramOfTheSameUserNeedsNoTokenInLocalMode() {
    assertThat(local.judge(get().ownUser(true).facts())).isEqualTo(ADMITTED);
    assertThat(local.judge(post().ownUser(true).facts())).isEqualTo(ADMITTED);
  }

  @Test
  void aProgramOfAnotherUserNeedsTheToken() {
    assertRefused(local.judge(get().ownUser(false).facts()), Refusal.TOKEN_MISSING);
    assertThat(local.judge(get().ownUser(false).bearer("secret").facts())).isEqualTo(new Admitted(Caller.TOKEN));
  }

  @Test
  void inTokenModeEverybodyNeedsTheToken() {
    assertRefused(everyone.judge(get().ownUser(true).facts()), Refusal.TOKEN_MISSING);
    assertThat(everyone.judge(get().ownUser(false).bearer("secret").facts())).isEqualTo(new Admitted(Caller.TOKEN));
    assertThat(everyone.judge(get().ownUser(false).apiToken("secret").facts())).isEqualTo(new Admitted(Caller.TOKEN));
  }

  @Test
  void theSchemeOfTheTokenIsReadInAnyCase() {
    assertThat(everyone.judge(get().authorization("bEaReR secret").facts())).isEqualTo(new Admitted(Caller.TOKEN));
  }

  @Test
  void aWrongTokenIsRefusedEvenFromTheSameUser() {
    for (String wrong : List.of("", "secre", "secret2", "SECRET", "Bearer")) {
      assertRefused(local.judge(get().ownUser(true).bearer(wrong).facts()), Refusal.TOKEN_WRONG);
    }
    assertRefused(local.judge(get().ownUser(true).authorization("Basic c2VjcmV0").facts()), Refusal.TOKEN_WRONG);
    assertRefused(local.judge(get().apiToken("secret").apiToken("other").facts()), Refusal.TOKEN_WRONG);
  }

  @Test
  void whatComesFromABrowserNeedsTheTokenAlsoFromTheSameUser() {
    assertRefused(local.judge(get().ownUser(true).browserMarks().facts()), Refusal.TOKEN_MISSING);
    assertRefused(local.judge(get().ownUser(true).origin("http://localhost:8000").facts()), Refusal.TOKEN_MISSING);
    assertThat(local.judge(get().ownUser(true).origin("http://localhost:8000").bearer("secret").facts()))
        .isEqualTo(new Admitted(Caller.TOKEN));
  }

  @Test
  void whatAProxyForwardsNeedsTheTokenSinceAnybodyMayStandBehindIt() {
    assertRefused(local.judge(get().ownUser(true).forwarded().facts()), Refusal.TOKEN_MISSING);
  }

  @Test
  void aHostThatIsNotOursIsRefusedEvenWithTheToken() {
    for (String host : List.of("evil.example", "localhost.evil.example", "evil.example:8000", "127.0.0.1.evil.example",
        "localhost:8000:1", "localhost:", "localhost:x", "", "[::1", "[::1]x", "localhost evil.example")) {
      assertRefused(local.judge(get().host(host).bearer("secret").facts()), Refusal.HOST_UNKNOWN);
    }
  }

  @Test
  void ourNamesAreKnownWithAndWithoutPortInAnyCase() {
    for (String host : List.of("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]", "[::1]:8000", "worker.example:80",
        "192.0.2.7")) {
      assertThat(local.judge(get().ownUser(true).host(host).facts())).as(host).isEqualTo(ADMITTED);
    }
  }

  @Test
  void aMissingOrRepeatedHostIsRefused() {
    assertRefused(local.judge(get().hosts(List.of()).facts()), Refusal.HOST_MISSING);
    assertRefused(local.judge(get().hosts(List.of("localhost", "localhost")).facts()), Refusal.HOST_MISSING);
  }

  @Test
  void anotherOriginIsRefusedEvenWithTheToken() {
    for (String origin : List.of("http://evil.example", "null", "https://localhost:8000", "http://localhost",
        "http://localhost:8001", "http://localhost:8000/", "HTTP://localhost:8000", "")) {
      assertRefused(local.judge(get().origin(origin).bearer("secret").facts()), Refusal.ORIGIN_UNKNOWN);
    }
    assertThat(local.judge(get().origin("http://trusted.example").bearer("secret").facts()))
        .isEqualTo(new Admitted(Caller.TOKEN));
  }

  @Test
  void aChangeMustBeSentAsJson() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
        "application/jsonx")) {
      assertRefused(local.judge(post().ownUser(true).contentType(type).facts()), Refusal.CONTENT_TYPE);
    }
    assertRefused(local.judge(post().ownUser(true).noContentType().facts()), Refusal.CONTENT_TYPE);
  }

  @Test
  void aDeletionWithoutABodyNeedsNoContentType() {
    assertThat(local.judge(post().method("DELETE").ownUser(true).noContentType().noBody().facts())).isEqualTo(ADMITTED);
    assertRefused(local.judge(post().method("DELETE").ownUser(true).noContentType().facts()), Refusal.CONTENT_TYPE);
  }

  @Test
  void whatIsOpenIsOpenToAllButStillNotToForeignHostsAndOrigins() {
    assertThat(everyone.judge(get().open().facts())).isEqualTo(new Admitted(Caller.ANYONE));
    assertRefused(everyone.judge(get().open().host("evil.example").facts()), Refusal.HOST_UNKNOWN);
    assertRefused(everyone.judge(get().open().origin("http://evil.example").facts()), Refusal.ORIGIN_UNKNOWN);
  }

  @Test
  void aTaskIsKnownByItsOwnToken() {
    String token = TASKS.issue(GRANT);

    assertThat(everyone.judge(get().bearer(token).facts()))
        .isEqualTo(new Admitted(new Caller("task-7", Optional.of(GRANT))));
    assertThat(TASKS.issue(GRANT)).as("also after a restart").isEqualTo(token);
    assertRefused(everyone.judge(get().host("evil.example").bearer(token).facts()), Refusal.HOST_UNKNOWN);
    assertRefused(everyone.judge(get().origin("http://evil.example").bearer(token).facts()), Refusal.ORIGIN_UNKNOWN);
  }

  @Test
  void aForgedTaskTokenIsRefusedEvenFromTheSameUser() {
    String token = TASKS.issue(GRANT);
    for (String forged : List.of(token.replace("cwt1.7.", "cwt1.8."), token.replace(".2.", ".3."),
        token.replace("0123", "0124"), token.substring(0, token.length() - 1), token + "x", "cwt1.",
        new TaskTokens("other key").issue(GRANT))) {
      assertRefused(local.judge(get().ownUser(true).bearer(forged).facts()), Refusal.TOKEN_WRONG);
    }
    assertThat(TASKS.toString()).doesNotContain("key");
  }

  @Test
  void aTokenThatWasReplacedMeanwhileHoldsBesideTheNewOne() {
    var renewed = new AtomicReference<>(Optional.<String>empty());
    var token = new AccessToken("old", renewed::get);
    assertThat(token.matches("new")).isFalse();

    renewed.set(Optional.of("new"));

    assertThat(List.of("old", "new", "other", "")).filteredOn(token::matches).containsExactly("old", "new");
  }

  @Test
  void theTokenIsNeverPrinted() {
    assertThat(new AccessToken("secret").toString()).doesNotContain("secret");
  }

  private static void assertRefused(Verdict verdict, Refusal refusal) {
    assertThat(verdict).isEqualTo(new Refused(refusal));
  }

  private static FactsBuilder get() {
    return new FactsBuilder("GET", Optional.empty(), false);
  }

  private static FactsBuilder post() {
    return new FactsBuilder("POST", Optional.of("application/json"), true);
  }
}
