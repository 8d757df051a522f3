package dev.claudeworker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in the documentation is the one that the server's own document makes. */
class RestReferenceIT {

  private static final Path PAGE = Path.of("../../docs/reference-rest.md");

  @Test
  void thePageTellsWhatTheServerDoes(@TempDir Path home) throws Exception {
    var server = new RestFixture(home);
    try (var client = server.client()) {
      String page = RestReferencePage.of(client.get("/openapi.json").json());
      if (Boolean.getBoolean("rest.reference.write")) {
        Files.writeString(PAGE, page);
      }

      assertThat(Files.readString(PAGE))
          .as("run this test with -Drest.reference.write=true after changes")
          .isEqualTo(page);
    } finally {
      server.close();
    }
  }
}
