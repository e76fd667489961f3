package org.mkailin.pipelines.place;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something to do if this process is ended, gently, before it is closed. */
public final class AtExit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);

  /** What is to be done. */
  public interface Action {
    void run() throws Exception;
  }

  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * Does {@code action} when the process is ended, as by Ctrl-C.
   *
   * @param what names it, in a thread and where it fails
   */
  public static AtExit doing(String what, Action action) {
    Thread hook =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Exception e) {
                LOG.warn("could not {}", what, e);
              }
            },
            what);
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  /** There is nothing to do any more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("already shutting down", e);
    }
  }
}
