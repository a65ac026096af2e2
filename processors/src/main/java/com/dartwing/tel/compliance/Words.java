package com.dartwing.tel.compliance;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as plain words, so that spelling hides nothing: lower case, without accents and invisible characters, letters
 * that look Latin as Latin ones. One pass over the text, whatever is in it.
 */
final class Words {

    private static final String LOOKS = "аеорсхуіѕԁ";
    private static final String LIKE = "aeopcxyisd";
    /** Digits and signs that stand for letters in the middle of a word. */
    private static final String STANDS = "013457@$";

    private static final String FOR = "oieastas";

    private Words() {}

    /** The words, each as it is written and, where digits stand for letters, as it is meant. */
    static List<Word> of(String text) {
        String plain = plain(text);
        List<Word> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= plain.length(); i++) {
            boolean within = i < plain.length() && (Character.isLetterOrDigit(plain.charAt(i)) || sign(plain, i));
            if (within && start < 0) {
                start = i;
            } else if (!within && start >= 0) {
                String word = plain.substring(start, i);
                words.add(new Word(word, meant(word)));
                start = -1;
            }
        }
        return words;
    }

    /** One word. */
    record Word(String written, String meant) {

        boolean is(String word) {
            return written.equals(word) || meant.equals(word);
        }
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 128)) {
            return lower;
        }
        String split = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(split.length());
        split.codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK
                        && Character.getType(point) != Character.FORMAT)
                .forEach(point -> {
                    int like = LOOKS.indexOf(point);
                    plain.appendCodePoint(like < 0 ? point : LIKE.charAt(like));
                });
        return plain.toString();
    }

    /** A sign stands for a letter only between letters. */
    private static boolean sign(String plain, int at) {
        return "@$".indexOf(plain.charAt(at)) >= 0
                && at > 0
                && at + 1 < plain.length()
                && Character.isLetter(plain.charAt(at - 1))
                && Character.isLetter(plain.charAt(at + 1));
    }

    private static String meant(String word) {
        boolean letters = word.chars().anyMatch(Character::isLetter);
        boolean others = word.chars().anyMatch(c -> STANDS.indexOf(c) >= 0);
        if (!letters || !others) {
            return word;
        }
        StringBuilder meant = new StringBuilder(word.length());
        for (char c : word.toCharArray()) {
            int stands = STANDS.indexOf(c);
            meant.append(stands < 0 ? c : FOR.charAt(stands));
        }
        return meant.toString();
    }
}
