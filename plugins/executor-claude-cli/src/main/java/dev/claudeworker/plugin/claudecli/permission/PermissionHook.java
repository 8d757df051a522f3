package dev.claudeworker.plugin.claudecli.permission;

import dev.claudeworker.plugin.claudecli.files.OwnerFiles;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hook by which the program tells what it would ask a person: it allows what was allowed before, and else notes the
 * request and stops the run. It needs no server, so it works while none runs. Its files lie in the attempt's directory.
 */
final class PermissionHook {

  /** A request holds what is to be written into a file, so it can be long; one that is longer is not read. */
  private static final long LONGEST_REQUEST = 16L << 20;

  private static final String DENY =
      """
          {"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"deny",\
          "message":"A person is being asked whether this may be done.","interrupt":true}}}
          """;
  private static final String ALLOW =
      """
          {"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}
          """;

  private static final String SCRIPT =
      """
          umask 077
          cd "$(dirname "$0")" || exit 0
          input=$(cat)
          for call in granted/*; do
            [ -f "$call" ] || continue
            case $input in *"$(cat "$call")"*) cat allow.json; exit 0 ;; esac
          done
          printf '%s' "$input" >"asked/$$"
          cat deny.json
          """;

  private final Path folder;
  private final JsonCodec json;

  PermissionHook(Path attempt, JsonCodec json) {
    this.folder = attempt.resolve("permission");
    this.json = json;
  }

  /** Writes the files; those that are there already (adoption) stay. Returns the settings for the program. */
  Path install(Permits granted) throws IOException {
    OwnerFiles.createDirectory(folder);
    OwnerFiles.createDirectory(folder.resolve("asked"));
    OwnerFiles.createDirectory(folder.resolve("granted"));
    OwnerFiles.write(folder.resolve("allow.json"), ALLOW);
    OwnerFiles.write(folder.resolve("deny.json"), DENY);
    OwnerFiles.write(folder.resolve("ask.sh"), SCRIPT);
    for (int i = 0; i < granted.calls().size(); i++) {
      OwnerFiles.write(folder.resolve("granted").resolve(Integer.toString(i)), granted.calls().get(i));
    }
    Path settings = folder.resolve("settings.json");
    OwnerFiles.write(settings, json.print(settings(granted)));
    return settings;
  }

  private JsonObject settings(Permits granted) {
    JsonObject command = JsonObject.EMPTY.with("type", "command")
        .with("command", "sh '" + folder.resolve("ask.sh").toString().replace("'", "'\\''") + "'");
    JsonObject every = JsonObject.EMPTY.with("matcher", "*").with("hooks", new JsonArray(List.of(command)));
    return JsonObject.EMPTY
        .with("hooks", JsonObject.EMPTY.with("PermissionRequest", new JsonArray(List.of(every))))
        .with("permissions", JsonObject.EMPTY.with("allow", JsonArray.ofTexts(granted.rules()))
            .with("additionalDirectories", JsonArray.ofTexts(granted.directories())));
  }

  /** What was asked for so far. */
  List<PermissionRequest> requests() throws IOException {
    Path asked = folder.resolve("asked");
    if (!Files.isDirectory(asked)) {
      return List.of();
    }
    List<PermissionRequest> requests = new ArrayList<>();
    try (Stream<Path> files = Files.list(asked)) {
      for (Path file : files.sorted().toList()) {
        if (Files.size(file) <= LONGEST_REQUEST) {
          Optional<PermissionRequest> request = PermissionRequest.read(Files.readString(file), json);
          request.ifPresent(requests::add);
        }
      }
    }
    return requests;
  }

  void delete() throws IOException {
    OwnerFiles.deleteTree(folder);
  }
}
