package dev.claudeworker.plugin.h2.journal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Parameters of statements as bytes: a letter for the type, then the value. Texts come back as they were, well formed or not. */
final class Values {

  /** SQL's null. */
  enum Null {
    NULL
  }

  /** Only these can be kept; a transaction with others is not for the journal. */
  private static final List<Class<?>> KEPT =
      List.of(
          String.class, Long.class, Integer.class, Boolean.class, Double.class, OffsetDateTime.class, UUID.class,
          BigDecimal.class, byte[].class, Items.class);

  /** Beside the bytes of its text or array. */
  private static final int VALUE_BYTES = 9;

  private Values() {}

  /**
   * An array of the database.
   *
   * @param type SQL's name of the type of its items
   * @param values its items
   */
  record Items(String type, List<Object> values) {}

  static boolean isKept(Object value) {
    return value instanceof Null || KEPT.contains(value.getClass());
  }

  /** About how many bytes it takes. */
  static int size(Object value) {
    return VALUE_BYTES + switch (value) {
      case String text -> text.length();
      case byte[] bytes -> bytes.length;
      case Items items -> items.values().stream().mapToInt(Values::size).sum();
      default -> 0;
    };
  }

  static void write(DataOutput out, Object value) throws IOException {
    switch (value) {
      case String text -> writeText(out, text);
      case Long number -> {
        out.writeByte('L');
        out.writeLong(number);
      }
      case Integer number -> {
        out.writeByte('I');
        out.writeInt(number);
      }
      case Boolean truth -> out.writeByte(truth ? 'T' : 'F');
      case Double number -> {
        out.writeByte('D');
        out.writeDouble(number);
      }
      case OffsetDateTime time -> {
        out.writeByte('O');
        out.writeLong(time.toEpochSecond());
        out.writeInt(time.getNano());
        out.writeInt(time.getOffset().getTotalSeconds());
      }
      case UUID uuid -> {
        out.writeByte('U');
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
      }
      case BigDecimal number -> {
        out.writeByte('N');
        out.writeUTF(number.toString());
      }
      case byte[] bytes -> writeBytes(out, 'B', bytes);
      case Items items -> writeItems(out, items);
      case Null _ -> out.writeByte('0');
      default -> throw new IllegalStateException("no value for the journal: " + value.getClass().getName());
    }
  }

  private static void writeText(DataOutput out, String text) throws IOException {
    if (hasPairs(text)) {
      writeTextWithPairs(out, text);
    } else {
      writeBytes(out, 'S', text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean hasPairs(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        return true;
      }
    }
    return false;
  }

  private static void writeTextWithPairs(DataOutput out, String text) throws IOException {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      writeBytes(out, 'S', bytes);
    } catch (CharacterCodingException halfPair) {
      out.writeByte('H');
      out.writeInt(text.length());
      out.writeChars(text);
    }
  }

  private static void writeBytes(DataOutput out, char type, byte[] bytes) throws IOException {
    out.writeByte(type);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeItems(DataOutput out, Items items) throws IOException {
    out.writeByte('A');
    out.writeUTF(items.type());
    out.writeInt(items.values().size());
    for (Object item : items.values()) {
      write(out, item);
    }
  }

  static Object read(DataInput in) throws IOException {
    byte type = in.readByte();
    return switch (type) {
      case '0' -> Null.NULL;
      case 'S' -> new String(readBytes(in), StandardCharsets.UTF_8);
      case 'H' -> readLetters(in);
      case 'L' -> in.readLong();
      case 'I' -> in.readInt();
      case 'T' -> true;
      case 'F' -> false;
      case 'D' -> in.readDouble();
      case 'O' -> readTime(in);
      case 'U' -> new UUID(in.readLong(), in.readLong());
      case 'N' -> new BigDecimal(in.readUTF());
      case 'B' -> readBytes(in);
      case 'A' -> readItems(in);
      default -> throw new IOException("a value of an unknown type " + type);
    };
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static String readLetters(DataInput in) throws IOException {
    char[] letters = new char[in.readInt()];
    for (int index = 0; index < letters.length; index++) {
      letters[index] = in.readChar();
    }
    return new String(letters);
  }

  private static OffsetDateTime readTime(DataInput in) throws IOException {
    Instant instant = Instant.ofEpochSecond(in.readLong(), in.readInt());
    return instant.atOffset(ZoneOffset.ofTotalSeconds(in.readInt()));
  }

  private static Items readItems(DataInput in) throws IOException {
    String type = in.readUTF();
    Object[] values = new Object[in.readInt()];
    for (int index = 0; index < values.length; index++) {
      values[index] = read(in);
    }
    return new Items(type, List.of(values));
  }
}
