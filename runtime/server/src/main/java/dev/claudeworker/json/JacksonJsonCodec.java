package dev.claudeworker.json;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** {@link JsonCodec} on Jackson's streaming reader and writer; no data binding. */
public final class JacksonJsonCodec implements JsonCodec {

  /** Digits of the longest number; a longer one is an attack on BigDecimal, not data. */
  static final int MAX_NUMBER_LENGTH = 1_000;

  private final JsonLimits limits;
  private final JsonFactory factory;

  /** Creates a codec with the default limits. */
  public JacksonJsonCodec() {
    this(JsonLimits.DEFAULT);
  }

  /**
   * Creates a codec.
   *
   * @param limits bounds of what it reads
   */
  public JacksonJsonCodec(JsonLimits limits) {
    this.limits = limits;
    this.factory = JsonFactory.builder().streamReadConstraints(constraints(limits)).build();
  }

  private static StreamReadConstraints constraints(JsonLimits limits) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(limits.maxDepth())
        .maxStringLength(limits.maxLength())
        .maxNumberLength(MAX_NUMBER_LENGTH)
        .build();
  }

  @Override
  public JsonValue parse(String text) {
    if (text.length() > limits.maxLength()) {
      throw new JsonSyntaxException(
          "the JSON document has " + text.length() + " characters; at most " + limits.maxLength() + " are allowed");
    }
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new JsonValueReader(parser, limits.maxExponent()).readDocument();
    } catch (StreamConstraintsException exceeded) {
      throw new JsonSyntaxException(
          "the JSON is nested deeper than " + limits.maxDepth() + " levels or has a number of more than "
              + MAX_NUMBER_LENGTH + " digits" + place(exceeded));
    } catch (JacksonException invalid) {
      throw new JsonSyntaxException("not valid JSON" + place(invalid));
    }
  }

  /** Jackson's own message may repeat the text, so only the place of it is told. */
  private static String place(JacksonException exception) {
    var location = exception.getLocation();
    return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  @Override
  public String print(JsonValue value) {
    var text = new StringWriter();
    try (var generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonValueWriter.write(generator, value);
    }
    return text.toString();
  }
}
