package com.dartwing.tel.hub.parts;

import com.dartwing.tel.hub.parts.PartTable.Kept;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is there of a message.
 *
 * @param parts in their order
 * @param origin that of the part which came first
 * @param began when it came
 * @param isComplete whether all are there, and this is who takes the message on
 * @param isAgain whether the part was there before
 */
public record Gathered<O>(
        String message, List<Kept<O>> parts, O origin, Instant began, boolean isComplete, boolean isAgain) {

    /** The text as far as it is there. */
    public String content() {
        return parts.stream().map(Kept::content).collect(Collectors.joining());
    }
}
