package dev.claudeworker.cli;

/** Says something if the command is ended by Ctrl+C while this is open. */
final class Farewell implements AutoCloseable {

  private final Thread hook;

  Farewell(Runnable words) {
    hook = new Thread(words);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Ctrl+C: the hook is running
    }
  }
}
