package dev.claudeworker.home;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The small files by which a server is found and known: {@code server.json} and {@code server.pid} while it runs, {@code
 * server.port} and {@code server-id} for ever. Use only while holding the {@link HomeLock}, except {@link #read()}.
 */
public final class ServerFiles {

  private final Path record;
  private final Path pid;
  private final Path port;
  private final Path id;
  private final JsonCodec json;

  /**
   * Creates the view of a home's files.
   *
   * @param home the home
   * @param json the codec
   */
  public ServerFiles(HomeDirectory home, JsonCodec json) {
    this.record = home.file("server.json");
    this.pid = home.file("server.pid");
    this.port = home.file("server.port");
    this.id = home.file("server-id");
    this.json = json;
  }

  /**
   * The record of the running server, or of one that was killed.
   *
   * @return the record, empty if there is none or it is damaged
   * @throws IOException if the file cannot be read
   */
  public Optional<ServerRecord> read() throws IOException {
    try {
      return text(record).flatMap(text -> json.parse(text) instanceof JsonObject object
          ? ServerRecord.fromJson(object)
          : Optional.empty());
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  /**
   * Tells others where this server is. Call it once the port is bound.
   *
   * @param server this server
   * @throws IOException if the home cannot be written
   */
  public void publish(ServerRecord server) throws IOException {
    OwnerOnly.replace(port, server.port() + "\n");
    OwnerOnly.replace(pid, server.pid() + "\n");
    OwnerOnly.replace(record, json.print(server.toJson()) + "\n");
  }

  /**
   * Removes what {@link #publish} wrote or an earlier server left behind. The port stays known.
   *
   * @throws IOException if the home cannot be written
   */
  public void retract() throws IOException {
    Files.deleteIfExists(record);
    Files.deleteIfExists(pid);
  }

  /**
   * The port of the last server of this home: a restarted server takes it again, so that the children of the earlier one find
   * it.
   *
   * @return the port, empty if there was none
   * @throws IOException if the file cannot be read
   */
  public OptionalInt lastPort() throws IOException {
    Optional<String> text = text(port).map(String::strip).filter(line -> line.matches("[0-9]{1,5}"));
    return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
  }

  /**
   * The identity of this home's server, the same over all its restarts.
   *
   * @param fresh makes one at first start
   * @return the id
   * @throws IOException if the file cannot be read or written
   */
  public String serverId(Supplier<UUID> fresh) throws IOException {
    Optional<String> known = text(id).map(String::strip).filter(line -> line.matches("[A-Za-z0-9-]{1,64}"));
    if (known.isPresent()) {
      return known.get();
    }
    String made = fresh.get().toString();
    OwnerOnly.replace(id, made + "\n");
    return made;
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
