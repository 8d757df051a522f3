package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StoredRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an export. It is looked through from the first line to the last before anything of it is used. */
final class ExportReader {

  private static final String END = "{\"end\":";
  private static final int LONGEST_HEADER = 10_000;

  private final JsonCodec json;
  private final Path file;
  private final RecordLines lines;

  /**
   * What an export says about itself, and what is true.
   *
   * @param header its first line
   * @param records how many there are of each kind
   * @param sums the check sums of each kind
   * @param sha256 of all before the last line
   */
  record Contents(ExportHeader header, JsonObject records, JsonObject sums, String sha256) {

    /** The same for the same contents. */
    String source() {
      return "export sha256:" + sha256;
    }
  }

  ExportReader(JsonCodec json, Path file) {
    this.json = json;
    this.file = file;
    lines = new RecordLines(json);
  }

  /** Reads it once, and insists that it is whole. */
  Contents check() {
    try (var in = new LineReader(file)) {
      byte[] first = in.next().orElseThrow(() -> MovingFailures.noExport(file, "it is empty"));
      ExportHeader header = header(first);
      MessageDigest digest = Sha256.digest();
      update(digest, first);
      for (Optional<byte[]> line = in.next(); line.isPresent(); line = in.next()) {
        String beginning =
            new String(line.get(), 0, Math.min(END.length(), line.get().length), StandardCharsets.UTF_8);
        if (beginning.equals(END)) {
          return contents(header, in, line.get(), HexFormat.of().formatHex(digest.digest()));
        }
        update(digest, line.get());
      }
      throw MovingFailures.damaged(file, "its last line is missing, so it is not whole");
    } catch (IOException failure) {
      throw MovingFailures.read(file, failure);
    }
  }

  private static void update(MessageDigest digest, byte[] line) {
    digest.update(line);
    digest.update((byte) '\n');
  }

  private ExportHeader header(byte[] line) {
    try {
      if (line.length > LONGEST_HEADER
          || !(json.parse(new String(line, StandardCharsets.UTF_8)) instanceof JsonObject found)
          || !found.text("format").equals(Optional.of(ExportHeader.FORMAT))) {
        throw MovingFailures.noExport(file, "its first line is not that of an export");
      }
      int version = found.get("version")
          .orElseThrow(() -> new JsonSyntaxException("no version")) instanceof JsonNumber(BigDecimal number)
              ? number.intValue()
              : 0;
      if (version != ExportHeader.VERSION) {
        throw MovingFailures.otherVersion(file, version, found.text("made_by").orElse("of that time"));
      }
      return new RecordReader().read(ExportHeader.class, found);
    } catch (JsonSyntaxException | RecordReader.UnreadableException wrong) {
      throw MovingFailures.noExport(file, "its first line is not that of an export");
    }
  }

  private Contents contents(ExportHeader header, LineReader in, byte[] line, String sha256) throws IOException {
    JsonObject end = trailer(line);
    if (!end.text("sha256").equals(Optional.of(sha256))) {
      throw MovingFailures.damaged(file, "its check sum is not that of its contents");
    }
    if (in.next().isPresent()) {
      throw MovingFailures.damaged(file, "something stands behind its last line");
    }
    return new Contents(header, object(end, "records"), object(end, "sums"), sha256);
  }

  private JsonObject trailer(byte[] line) {
    try {
      return object((JsonObject) json.parse(new String(line, StandardCharsets.UTF_8)), "end");
    } catch (JsonSyntaxException torn) {
      throw MovingFailures.damaged(file, "its last line is not whole");
    }
  }

  private static JsonObject object(JsonObject owner, String name) {
    return owner.get(name).orElse(JsonObject.EMPTY) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  /** Hands over the records behind the first so many. */
  void read(long skip, Consumer<StoredRecord> records) {
    try (var in = new LineReader(file)) {
      in.next();
      long number = 0;
      for (Optional<byte[]> line = in.next(); line.isPresent(); line = in.next()) {
        String text = new String(line.get(), StandardCharsets.UTF_8);
        if (text.startsWith(END)) {
          return;
        }
        if (number++ >= skip) {
          records.accept(record(text, number + 1));
        }
      }
    } catch (IOException failure) {
      throw MovingFailures.read(file, failure);
    }
  }

  private StoredRecord record(String text, long number) {
    try {
      return lines.parse((JsonObject) json.parse(text));
    } catch (JsonSyntaxException | RecordReader.UnreadableException | ClassCastException wrong) {
      throw MovingFailures.unreadable(file, number, String.valueOf(wrong.getMessage()));
    }
  }
}
