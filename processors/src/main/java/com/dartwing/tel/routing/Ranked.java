package com.dartwing.tel.routing;

/**
 * A candidate with its place in a ranking.
 *
 * @param score 0 to 100; 0 when it is not eligible
 * @param eligible whether it may be tried; when not, the candidate's exclusion tells why
 */
public record Ranked(Candidate candidate, double score, boolean eligible) {}
