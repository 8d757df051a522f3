package dev.claudeworker.mcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with names in braces, each of which stands for one or more characters other than '/'. */
final class AddressForm {

  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_]+)}");

  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();

  /** What the names stand for in an address of this form. */
  record Match(Map<String, String> names) {}

  AddressForm(String form) {
    var expression = new StringBuilder();
    Matcher parts = NAME.matcher(form);
    int end = 0;
    while (parts.find()) {
      expression.append(Pattern.quote(form.substring(end, parts.start()))).append("([^/]+)");
      names.add(parts.group(1));
      end = parts.end();
    }
    pattern = Pattern.compile(expression.append(Pattern.quote(form.substring(end))).toString());
  }

  Optional<Match> match(String address) {
    Matcher found = pattern.matcher(address);
    if (!found.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int index = 0; index < names.size(); index++) {
      values.put(names.get(index), found.group(index + 1));
    }
    return Optional.of(new Match(values));
  }
}
