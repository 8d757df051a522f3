package dev.claudeworker.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class RawExchangeTest {

  @Test
  void aCertificateForAnotherHostIsNotAccepted() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(server.getInetAddress(), server.getLocalPort());
        var encrypted = RawExchange.encrypted(socket, "worker.example.org", server.getLocalPort())) {
      assertThat(encrypted.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
    }
  }
}
