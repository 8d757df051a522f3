package dev.claudeworker.dag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to what other tasks produced: {@code {{tasks.fetch_data.result}}}. Blanks inside the braces do not matter.
 * Anything else in double braces is not ours and stays as it is.
 */
public final class ResultReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*tasks\\s*\\.([^{}]*)}}");
  private static final Pattern BODY = Pattern.compile("\\s*([A-Za-z0-9_-]{1,100})\\s*\\.\\s*result\\s*");

  private ResultReferences() {}

  /**
   * One reference.
   *
   * @param text as it stands in the text
   * @param identifier the task it names; empty if it is misspelt
   */
  public record Reference(String text, Optional<String> identifier) {}

  /** All references of a text, misspelt ones too, each once. */
  public static List<Reference> in(String text) {
    List<Reference> references = new ArrayList<>();
    if (text.contains("{{")) {
      REFERENCE.matcher(text)
          .results()
          .map(match -> new Reference(match.group(), identifier(match.group(1))))
          .distinct()
          .forEach(references::add);
    }
    return references;
  }

  /** Puts results in the place of references. What a result holds is not looked at again. */
  public static String fill(String text, Function<String, String> result) {
    if (!text.contains("{{")) {
      return text;
    }
    return REFERENCE.matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(identifier(match.group(1)).map(result).orElseGet(match::group)));
  }

  private static Optional<String> identifier(String body) {
    Matcher matcher = BODY.matcher(body);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
