package dev.claudeworker.security;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** Tells whether the other end of a connection is a program of the server's own user on this machine. */
public final class OwnSockets {

  private final SocketOwners owners;
  private final OptionalInt ownUid;

  /**
   * Creates the check.
   *
   * @param owners the look-up
   * @param ownUid the user the server runs as; empty = not known, so nobody is its own
   */
  public OwnSockets(SocketOwners owners, OptionalInt ownUid) {
    this.owners = owners;
    this.ownUid = ownUid;
  }

  /**
   * The check for this machine; one that knows nobody where the system offers no look-up.
   *
   * @return the check
   */
  public static OwnSockets ofThisMachine() {
    OptionalInt uid = LinuxUser.effectiveUid();
    return new OwnSockets(uid.isPresent() ? new ProcSocketOwners(LinuxUser.PROC.resolve("net")) : SocketOwners.UNKNOWN,
        uid);
  }

  /**
   * Whether owners can be looked up at all.
   *
   * @return false if everyone needs the token
   */
  public boolean canTell() {
    return ownUid.isPresent();
  }

  /**
   * Judges one connection. May block for the time of reading a small file.
   *
   * @param remote the address of the other end
   * @param local the address of this end
   * @return true if the other end is on this machine and belongs to the own user
   */
  public boolean isOwn(InetSocketAddress remote, InetSocketAddress local) {
    boolean thisMachine = remote.getAddress() != null && remote.getAddress().isLoopbackAddress();
    return thisMachine && ownUid.isPresent() && owners.ownerOf(remote, local).equals(ownUid);
  }
}
