package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressFormTest {

  @Test
  void namesStandForOnePartOfAPath() {
    var form = new AddressForm("task://{id}/logs/{attempt}");

    assertThat(form.match("task://7/logs/2"))
        .isEqualTo(Optional.of(new AddressForm.Match(Map.of("id", "7", "attempt", "2"))));
    assertThat(form.match("task://7/8/logs/2")).isEmpty();
    assertThat(form.match("task:///logs/2")).isEmpty();
    assertThat(form.match("task://7/logs/2/more")).isEmpty();
  }

  @Test
  void everythingElseMeansItself() {
    var form = new AddressForm("x://a.b?c=(d)");

    assertThat(form.match("x://a.b?c=(d)")).isPresent();
    assertThat(form.match("x://aXb?c=(d)")).isEmpty();
  }
}
