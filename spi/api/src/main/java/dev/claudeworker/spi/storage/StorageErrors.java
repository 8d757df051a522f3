package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;

/** The error codes with which every storage says the same things. */
public final class StorageErrors {

  /** Another process has the embedded database open. */
  public static final ErrorCode LOCKED = ErrorCode.configuration("storage_locked");

  /** The database file is damaged or half written. */
  public static final ErrorCode DAMAGED = new ErrorCode("storage_damaged", ErrorCategory.RESOURCES, false);

  /** The schema was written by a newer version that this one cannot read. */
  public static final ErrorCode TOO_NEW = ErrorCode.configuration("storage_too_new");

  /** The file or schema belongs to another program. */
  public static final ErrorCode FOREIGN = ErrorCode.configuration("storage_foreign");

  /** The disk is full. */
  public static final ErrorCode FULL = ErrorCode.resources("storage_full");

  /** The database cannot be reached or the connection broke. */
  public static final ErrorCode UNAVAILABLE = ErrorCode.external("storage_unavailable");

  /** An import into this store was begun and not finished. */
  public static final ErrorCode IMPORT_UNFINISHED = ErrorCode.configuration("storage_import_unfinished");

  private StorageErrors() {}
}
