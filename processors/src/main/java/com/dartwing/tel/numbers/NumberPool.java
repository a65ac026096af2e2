package com.dartwing.tel.numbers;

import java.util.List;

/**
 * Numbers from which the hub chooses the one that a message leaves from.
 *
 * @param numbers E.164
 */
public record NumberPool(String name, Strategy strategy, List<String> numbers) {

    /** How one is chosen; numbers of the recipient's country always go before others. */
    public enum Strategy {
        /** A recipient always sees the same number. */
        STICKY,
        /** One of the recipient's area code, where there is one. */
        SAME_AREA,
        /** All take turns. */
        ROUND_ROBIN,
        /** The one that was chosen least in this hour. */
        LEAST_USED
    }

    public NumberPool {
        numbers = List.copyOf(numbers);
    }
}
