package dev.claudeworker.stub;

/** JSON's null, so that no Java null travels through the stub. */
enum JsonNull {
  NULL
}
