package com.dartwing.tel.fax.document;

import java.nio.file.Path;

/**
 * One document that a caller wants to fax.
 *
 * @param name what the caller calls it; only error messages use it
 * @param file its bytes; what they are is told by themselves, not by the name
 */
public record Upload(String name, Path file) {}
