package dev.claudeworker.moving;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.storage.StoredRecord.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * How many records of each kind there are, and a check sum of each kind: the sum of the SHA-256 of all its lines. It does not
 * depend on their order, since databases sort texts differently.
 */
final class StoreSums {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, BigInteger> sums = new EnumMap<>(Kind.class);

  void add(Kind kind, String line) {
    counts.merge(kind, 1L, Long::sum);
    BigInteger hash = new BigInteger(1, Sha256.of(line.getBytes(StandardCharsets.UTF_8)));
    sums.merge(kind, hash, (one, other) -> one.add(other).mod(MODULUS));
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of each kind, by its word. */
  JsonObject counts() {
    JsonObject all = JsonObject.EMPTY;
    for (Kind kind : Kind.values()) {
      all = all.with(RecordLines.word(kind), counts.getOrDefault(kind, 0L));
    }
    return all;
  }

  /** The sum of each kind, by its word. */
  JsonObject sums() {
    JsonObject all = JsonObject.EMPTY;
    for (Kind kind : Kind.values()) {
      String hex = HexFormat.of().formatHex(sums.getOrDefault(kind, BigInteger.ZERO).toByteArray());
      all = all.with(RecordLines.word(kind), "0".repeat(Math.max(0, 66 - hex.length())) + hex);
    }
    return all;
  }

  /** The first kind of which the other has others; empty text = they are the same. */
  String difference(JsonObject otherCounts, JsonObject otherSums) {
    for (Kind kind : Kind.values()) {
      String word = RecordLines.word(kind);
      long other = otherCounts.get(word)
          .map(value -> value instanceof JsonNumber(var number) ? number.longValue() : 0L)
          .orElse(0L);
      long own = counts.getOrDefault(kind, 0L);
      if (own != other) {
        return own + " records of the kind " + word + " instead of " + other;
      }
      if (!otherSums.get(word).equals(sums().get(word).map(sum -> (JsonString) sum))) {
        return "other contents in the " + own + " records of the kind " + word;
      }
    }
    return "";
  }
}
