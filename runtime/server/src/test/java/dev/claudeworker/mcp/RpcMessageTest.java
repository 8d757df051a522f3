package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.json.JacksonJsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcMessageTest {

  private static RpcMessage read(String json) {
    return RpcMessage.of(new JacksonJsonCodec().parse(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "[]", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", "1", "{}", "{\"jsonrpc\":\"1.0\",\"method\":\"x\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"x\"}", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":1}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":[]}"})
  void whatIsNoMessageIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(RpcException.class,
        refused -> assertThat(refused.httpStatus()).isEqualTo(400));
  }

  @Test
  void requestsNotificationsAndAnswersAreToldApart() {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}").isRequest()).isTrue();
    assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}").isRequest()).isFalse();
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}").isRequest()).isFalse();
  }
}
