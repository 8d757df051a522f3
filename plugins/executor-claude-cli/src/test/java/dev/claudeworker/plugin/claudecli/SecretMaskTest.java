package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

  private final SecretMask mask = new SecretMask(Map.of(
      "ANTHROPIC_API_KEY", "my-own-key", "CLAUDE_CODE_OAUTH_TOKEN", "tok-123456", "PATH", "/usr/bin", "SHORT_KEY",
      "x"));

  @Test
  void valuesOfSecretVariablesAreHidden() {
    assertThat(mask.hide("a my-own-key b tok-123456 c")).isEqualTo("a <hidden> b <hidden> c");
  }

  @Test
  void keysOfTheServiceAreHiddenWhereverTheyComeFrom() {
    assertThat(mask.hide("found sk-ant-api03-AbC_123-xyz in a file")).isEqualTo("found <hidden> in a file");
  }

  @Test
  void otherTextStays() {
    assertThat(mask.hide("x in /usr/bin")).isEqualTo("x in /usr/bin");
  }
}
