package dev.claudeworker.retention;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on after files that cannot be removed, and says so once in a pass. */
final class Trouble {

  private static final Logger log = LoggerFactory.getLogger(Trouble.class);

  /** Work on one file or folder. */
  interface Work {

    void run() throws IOException;
  }

  private boolean said;

  void attempt(Work work) {
    try {
      work.run();
    } catch (IOException failed) {
      if (!said) {
        said = true;
        log.warn("Something old could not be removed and is tried again later: {}", failed.toString());
      }
    }
  }

  void newPass() {
    said = false;
  }
}
