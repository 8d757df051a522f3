package dev.claudeworker.cli.agents;

import dev.claudeworker.cli.agents.AgentProgram.Place;
import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A list of servers in a JSON file of another program. What else stands in the file stays; it is replaced in one step, after a
 * copy was made, and not at all if somebody else changed it meanwhile.
 */
final class ServerListFile implements ServerList {

  private static final String BACKUP = ".before-claude-worker";

  private final Place place;
  private Optional<Path> backup = Optional.empty();

  ServerListFile(Place place) {
    this.place = place;
  }

  /** The file as it was read; empty text if there was none. */
  private record Read(Path file, String text, JsonObject document, JsonObject servers) {}

  @Override
  public Outcome add(Registration registration) {
    JsonObject wanted = registration.entry(place.typed());
    return edit(wanted, read -> {
      Optional<JsonValue> present = read.servers().get(Registration.NAME);
      if (present.equals(Optional.of(wanted))) {
        return Outcome.UNCHANGED;
      }
      replace(read, read.servers().with(Registration.NAME, wanted));
      return present.isPresent() ? Outcome.REPLACED : Outcome.ADDED;
    });
  }

  @Override
  public Outcome remove() {
    return edit(JsonObject.EMPTY, read -> {
      if (read.servers().get(Registration.NAME).isEmpty()) {
        return Outcome.ABSENT;
      }
      Map<String, JsonValue> others = new LinkedHashMap<>(read.servers().members());
      others.remove(Registration.NAME);
      replace(read, new JsonObject(others));
      return Outcome.REMOVED;
    });
  }

  @Override
  public String place() {
    return place.file().toString();
  }

  @Override
  public Optional<String> backup() {
    return backup.map(Path::toString);
  }

  private interface Edit {
    Outcome apply(Read read) throws IOException;
  }

  private Outcome edit(JsonObject wanted, Edit change) {
    try {
      return change.apply(read());
    } catch (JsonSyntaxException notPlain) {
      String byHand = wanted.members().isEmpty() ? "take out \"" + Registration.NAME + "\""
          : "add \"" + Registration.NAME + "\": " + Json.print(wanted);
      throw new CommandFailure(ExitCodes.FAILED, place() + " cannot be changed safely: " + notPlain.getMessage(),
          "It was left as it is. Correct it, or, if it has comments, edit it by hand: in \"" + place.member() + "\" "
              + byHand + ".");
    } catch (IOException failed) {
      throw new CommandFailure(ExitCodes.FAILED, place() + " cannot be changed: " + failed,
          "Look at the rights of the file and its folder; the file was left as it is.");
    }
  }

  private Read read() throws IOException {
    // Through links, so that one that leads to a collection of settings stays a link.
    Path file = Files.exists(place.file()) ? place.file().toRealPath() : place.file();
    String text = text(file);
    JsonObject document = text.isBlank() ? JsonObject.EMPTY : object(Json.parse(text), "it");
    JsonObject servers = document.get(place.member()).isEmpty() ? JsonObject.EMPTY
        : object(document.get(place.member()).orElseThrow(), "\"" + place.member() + "\"");
    return new Read(file, text, document, servers);
  }

  private static JsonObject object(JsonValue value, String what) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new JsonSyntaxException(what + " is no JSON object");
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      return "";
    }
  }

  private void replace(Read read, JsonObject servers) throws IOException {
    Path file = read.file();
    Path folder = Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
    Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      if (Files.exists(file)) {
        // The copy brings the rights along.
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Path copy = file.resolveSibling(file.getFileName() + BACKUP);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        backup = Optional.of(copy);
      }
      Files.writeString(fresh, Json.printIndented(read.document().with(place.member(), servers)) + "\n");
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (!text(file).equals(read.text())) {
        throw new IOException("another program changed it at the same moment; try again");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
