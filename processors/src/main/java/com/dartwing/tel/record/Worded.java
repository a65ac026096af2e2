package com.dartwing.tel.record;

import java.util.Locale;

/** A record's state, by its two words: that of the record type, and that of the API's answers. Its kinds are enums. */
public interface Worded {

    /** The constant's name, such as {@code IN_PROGRESS}. */
    String name();

    /** The record type's own word, such as {@code In Progress}. */
    String word();

    /** The answer's word, such as {@code in_progress}. */
    default String answer() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state that a record type calls by a word.
     *
     * @throws IllegalArgumentException when it has none of that name
     */
    static <S extends Enum<S> & Worded> S ofWord(Class<S> states, String word) {
        for (S state : states.getEnumConstants()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("%s has nothing called %s".formatted(states.getSimpleName(), word));
    }
}
