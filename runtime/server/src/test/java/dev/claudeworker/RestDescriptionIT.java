package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.http.Route;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document against the routes. Against real answers it is held by the clients of all other tests. */
class RestDescriptionIT {

  @TempDir
  Path home;

  private RestFixture server;

  @BeforeEach
  void start() throws Exception {
    server = new RestFixture(home);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void everyRouteSaysWhatItDoesAndWithWhatItAnswers() {
    for (Route route : server.routes.routes()) {
      assertThat(route.operation().summary()).as(route.method() + " " + route.path()).isNotBlank();
      assertThat(route.operation().answers()).as(route.method() + " " + route.path())
          .anyMatch(answer -> answer.status() < 300);
    }
  }

  @Test
  void theDocumentHasAllRoutesAndNoOthers() {
    List<String> described = new ArrayList<>();
    try (var client = server.client()) {
      JsonObject document = client.get("/openapi.json").json();
      assertThat(document.text("openapi")).contains("3.1.0");
      ((JsonObject) document.get("paths").orElseThrow()).members()
          .forEach((path, methods) -> ((JsonObject) methods).members()
              .keySet()
              .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    }

    assertThat(described).containsExactlyInAnyOrderElementsOf(
        server.routes.routes().stream().map(route -> route.method() + " " + route.path()).toList());
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    try (var client = server.client()) {
      List<String> ids = new ArrayList<>();
      ((JsonObject) client.get("/openapi.json").json().get("paths").orElseThrow()).members()
          .values()
          .forEach(methods -> ((JsonObject) methods).members()
              .values()
              .forEach(operation -> ids.add(((JsonObject) operation).text("operationId").orElseThrow())));

      assertThat(ids).doesNotHaveDuplicates().contains("postTasks", "getTasksIdAttempts");
    }
  }
}
