package dev.claudeworker.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number within bounds.
 *
 * @param least the smallest that is allowed
 * @param most the largest that is allowed
 */
record WholeNumber(int least, int most) implements ITypeConverter<Integer> {

  static WholeNumber atLeast(int least) {
    return new WholeNumber(least, Integer.MAX_VALUE);
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    String bound = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
    throw new TypeConversionException("'" + text + "' is not a whole number, " + bound);
  }
}
