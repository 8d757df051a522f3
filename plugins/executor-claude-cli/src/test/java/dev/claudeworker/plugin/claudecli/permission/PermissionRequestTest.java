package dev.claudeworker.plugin.claudecli.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.testing.TestJsonCodec;
import dev.claudeworker.spi.JsonCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionRequestTest {

  private static final JsonCodec JSON = new TestJsonCodec();
  private static final String CALL = "\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"npm i\"}";

  @Test
  void suggestedRulesAndDirectoriesAreReadBesideTheCall() {
    PermissionRequest request = PermissionRequest.read("{\"session_id\":\"s\"," + CALL
        + ",\"permission_suggestions\":[{\"type\":\"addRules\",\"rules\":[{\"toolName\":\"Bash\",\"ruleContent\":\"npm i *\"},"
        + "{\"toolName\":\"Edit\"}]},{\"type\":\"addDirectories\",\"directories\":[\"/srv\"]}]}", JSON).orElseThrow();

    assertThat(request.tool()).isEqualTo("Bash");
    assertThat(request.permits()).isEqualTo(
        new Permits(List.of("Bash(npm i *)", "Edit"), List.of("/srv"), List.of(CALL)));
  }

  @Test
  void withoutSuggestionsOnlyTheCallIsAllowed() {
    assertThat(PermissionRequest.read("{" + CALL + "}", JSON).orElseThrow().permits())
        .isEqualTo(new Permits(List.of(), List.of(), List.of(CALL)));
  }

  /** Another order of members would make the text of the call something else than the call. */
  @Test
  void aCallWhoseTextCannotBeToldIsAskedForAsTheToolAsAWhole() {
    PermissionRequest request = PermissionRequest.read(
        "{\"tool_input\":{\"command\":\"npm i\"},\"other\":1,\"tool_name\":\"Bash\"}", JSON).orElseThrow();

    assertThat(request.permits()).isEqualTo(new Permits(List.of("Bash"), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"tool_name\":\"Bash\"}", "{\"tool_name\":\"Bash\",\"tool_input\":{"})
  void anythingElseIsNoRequest(String text) {
    assertThat(PermissionRequest.read(text, JSON)).isEmpty();
  }
}
