package dev.claudeworker.plugins.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, in hexadecimal. */
public final class FileHash {

  private FileHash() {}

  /** The hash of a file. */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return transfer(in, OutputStream.nullOutputStream());
    }
  }

  /** Copies a file and answers the hash of exactly those bytes that were copied. */
  public static String copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from); OutputStream out = Files.newOutputStream(to)) {
      return transfer(in, out);
    }
  }

  private static String transfer(InputStream in, OutputStream out) throws IOException {
    try (var digesting = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(digesting);
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
