package dev.claudeworker.worker;

/** What becomes of running attempts when the server stops. Nothing new is claimed in any of them. */
public enum StopMode {
  /**
   * Children go on and the next start adopts them. Attempts of executors that are not reattachable are interrupted and their
   * tasks put back into the queue; that counts neither as a failure nor as lost.
   */
  LEAVE_RUNNING,
  /** Wait until all running attempts have ended. */
  DRAIN,
  /** End all children, and put their tasks back into the queue; that counts neither as a failure nor as lost. */
  FORCE
}
