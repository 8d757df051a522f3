package {{package}};

import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.testkit.notify.NotifierContract;
import dev.claudeworker.spi.testkit.notify.NotifierFixture;
import java.util.List;

/** The notifier keeps the contract. */
final class {{class}}NotifierTest extends NotifierContract {

  @Override
  protected NotifierFixture newFixture() {
    return new Programs();
  }

  private record Programs() implements NotifierFixture {

    @Override
    public Notifier working() {
      return script("cat");
    }

    @Override
    public Notifier failing() {
      return script("exit 3");
    }

    @Override
    public Notifier hanging() {
      return script("exec sleep 3600");
    }

    private static Notifier script(String text) {
      return new {{class}}Notifier(List.of("/bin/sh", "-c", text));
    }

    /** What must never be shown: give keys of yours to the notifiers above, and name them here. */
    @Override
    public List<String> secrets() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
