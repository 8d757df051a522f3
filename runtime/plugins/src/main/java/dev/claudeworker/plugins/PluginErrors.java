package dev.claudeworker.plugins;

import dev.claudeworker.spi.ErrorCode;

/** The codes under which plugins fail to load or to work. */
public final class PluginErrors {

  /** The file is no readable jar. */
  public static final ErrorCode UNREADABLE = ErrorCode.configuration("plugin_unreadable");
  /** The jar does not say that it is a plugin, or says it incompletely. */
  public static final ErrorCode NO_DESCRIPTOR = ErrorCode.configuration("plugin_no_descriptor");
  /** It was built for another version of the SPI or of Java. */
  public static final ErrorCode WRONG_VERSION = ErrorCode.configuration("plugin_wrong_version");
  /** The jar carries its own copy of the SPI. */
  public static final ErrorCode BUNDLES_SPI = ErrorCode.configuration("plugin_bundles_spi");
  /** A class that it needs is missing or has changed. */
  public static final ErrorCode DOES_NOT_LINK = ErrorCode.configuration("plugin_does_not_link");
  /** It needs another plugin that is not there. */
  public static final ErrorCode MISSING_DEPENDENCY = ErrorCode.configuration("plugin_missing_dependency");
  /** Another plugin has the same name, or already provides something of that name. */
  public static final ErrorCode NAME_TAKEN = ErrorCode.configuration("plugin_name_taken");
  /** No plugin provides what was asked for. */
  public static final ErrorCode NOT_PROVIDED = ErrorCode.configuration("plugin_not_provided");
  /** Its code threw, or broke the contract of the SPI. */
  public static final ErrorCode FAILED = ErrorCode.internal("plugin_failed");

  /** It did not start, stop or answer in time. */
  public static final ErrorCode OVERDUE = ErrorCode.internal("plugin_overdue");
  /** A bundle that is no plugin itself and that no plugin needs. */
  public static final ErrorCode STRAY_LIBRARY = ErrorCode.configuration("plugin_stray_library");
  /** What was asked for takes effect only when the server starts again. */
  public static final ErrorCode NEEDS_RESTART = ErrorCode.configuration("plugin_needs_restart");
  /** There is no plugin of that name. */
  public static final ErrorCode NOT_FOUND = ErrorCode.user("plugin_not_found");
  /** It cannot be done with this plugin. */
  public static final ErrorCode NOT_POSSIBLE = ErrorCode.user("plugin_not_possible");

  private PluginErrors() {}
}
