package dev.claudeworker.security;

/** Why a request is not let in. */
public enum Refusal {
  /** No {@code Host}, or several. */
  HOST_MISSING(400, "host_missing", "The request has no Host header, or several.",
      "Send exactly one Host header, for example 'Host: localhost:8000'."),
  /** A {@code Host} that is not ours: a sign of DNS rebinding. */
  HOST_UNKNOWN(403, "host_unknown", "The Host header names a host that this server does not go by.",
      "Use localhost or 127.0.0.1, or add the name to server.allowed_hosts."),
  /** A page of another site sent it. */
  ORIGIN_UNKNOWN(403, "origin_unknown", "The request comes from a web page of another origin.",
      "Pages of other origins are not served; add the origin to server.allowed_origins if you trust it."),
  /** A state change that a plain form could send. */
  CONTENT_TYPE(415, "unsupported_media_type", "A request that changes something must be sent as JSON.",
      "Send the header 'Content-Type: application/json'."),
  /** A token is needed and none was shown. */
  TOKEN_MISSING(401, "token_missing",
      "This request needs the access token. Without one only programs of the server's own user pass, directly over loopback, with "
          + "neither Origin nor any Sec-Fetch header: those are a browser's, and fetch of Node.js sends sec-fetch-mode too.",
      "Send the content of the file 'token' in the server's home as 'Authorization: Bearer <token>' or 'X-API-Token: <token>'."),
  /** The token is not the right one. */
  TOKEN_WRONG(401, "token_wrong", "The access token is not the right one.",
      "Use the content of the file 'token' in the server's home, or of CLAUDE_WORKER_ACCESS_TOKEN if the server was started with it.");

  private final int status;
  private final String code;
  private final String detail;
  private final String suggestion;

  Refusal(int status, String code, String detail, String suggestion) {
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.suggestion = suggestion;
  }

  /**
   * The HTTP status.
   *
   * @return 400 to 499
   */
  public int status() {
    return status;
  }

  /**
   * The stable code.
   *
   * @return lower case words joined by underscores
   */
  public String code() {
    return code;
  }

  /**
   * What happened and why.
   *
   * @return one sentence
   */
  public String detail() {
    return detail;
  }

  /**
   * What to do next.
   *
   * @return one sentence
   */
  public String suggestion() {
    return suggestion;
  }
}
