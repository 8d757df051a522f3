package dev.claudeworker.faults.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the section of long runs into the report, between two marks in the part that the other tables leave alone. */
final class SoakSection {

  private static final String BEGIN = "<!-- Long runs: written by ./faults/run soak --report -->";
  private static final String END = "<!-- End of long runs -->";

  private SoakSection() {}

  static void write(Path results, Path page) throws IOException {
    Files.writeString(page, placed(Files.readString(page), section(Files.readAllLines(results))));
  }

  static String placed(String page, String section) {
    String marked = BEGIN + "\n" + section + END + "\n";
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      return page + (page.endsWith("\n") ? "\n" : "\n\n") + marked;
    }
    return page.substring(0, begin) + marked + page.substring(end + END.length() + 1);
  }

  static String section(List<String> lines) {
    return """

        ## Soak

        `./faults/run soak [--tasks N] [--minutes N] [--storage NAME]`: batches of 100 tasks that do nothing, from three clients that
        repeat a call until it is answered; 64 workers; every 30 s a `kill -9`, a pause of up to 10 s, or (PostgreSQL) all sessions
        ended. Each attempt writes down that it began. *Lost* were acknowledged and are not there, *twice* are there or ran without a
        reason; *again* ran a second time because the server had been killed under them. Pick-up is from the first try to submit to
        the begin of the attempt, outages included. *Available* is how much of the time the server said within a second that it is
        ready. *Data* is the size of the database when a quarter, a half, three quarters and all of the tasks had begun, with all of
        them kept.

        | storage | tasks | time | tasks/s | faults | lost | not completed | twice | again | pick-up p50 / p99 / most | available | heap / memory, most | data |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """
        + rows(lines, "soak\t")
        + """

            ## Recovery before a long queue

            `./faults/run recovery [--tasks N] [--kills N] [--storage NAME]`: from the start of the launcher after a `kill -9` to the begin
            of the first attempt; 4 workers, with the start-up cache that a home has from its second start on. Goal: under 3 s.

            | storage | waiting tasks | kills | p50 | most |
            |---|---|---|---|---|
            """
        + rows(lines, "recovery\t") + "\n";
  }

  private static String rows(List<String> lines, String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()) + "\n")
        .collect(Collectors.joining());
  }
}
