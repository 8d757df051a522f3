package dev.claudeworker.plugins.trust;

import dev.claudeworker.spi.ErrorCode;

/** The codes under which plugin files are refused before anything of them runs. */
public final class TrustErrors {

  /** The file is not the one that was accepted. */
  public static final ErrorCode CHANGED = ErrorCode.configuration("plugin_changed");
  /** The file was not seen before, and only accepted files are loaded. */
  public static final ErrorCode NOT_ACCEPTED = ErrorCode.configuration("plugin_not_accepted");
  /** The file's signature is wrong, or by nobody who is trusted. */
  public static final ErrorCode BAD_SIGNATURE = ErrorCode.configuration("plugin_bad_signature");
  /** The lock file or a key cannot be read. */
  public static final ErrorCode UNREADABLE = ErrorCode.configuration("plugin_trust_unreadable");

  private TrustErrors() {}
}
