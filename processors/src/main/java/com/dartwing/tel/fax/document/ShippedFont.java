package com.dartwing.tel.fax.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The fonts that ship with the hub, in the order in which a character is looked for. Only those that a page needs are given to
 * its layout, which reads each font that it is given: that of all Chinese characters is fourteen times as large as the first.
 */
enum ShippedFont {
    LATIN_GREEK_CYRILLIC("Noto Sans", "NotoSans-Regular", "NotoSans-Bold"),
    ARABIC("Noto Sans Arabic", "NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    HEBREW("Noto Sans Hebrew", "NotoSansHebrew-Regular", null),
    /** Chinese, Japanese, Korean, and what no other has. */
    ALL_ELSE("Droid Sans Fallback", "DroidSansFallback", null);

    private static final Set<ShippedFont> SMALL = EnumSet.complementOf(EnumSet.of(ALL_ELSE));
    private static final int BEYOND_ALL = Character.MAX_CODE_POINT + 1;
    private static final int NORMAL_WEIGHT = 400;
    private static final int BOLD_WEIGHT = 700;
    private static final Pattern NUMBERED = Pattern.compile("&#(x?)(\\p{XDigit}{1,6});");

    private final String family;
    private final String regular;
    private final String bold;
    private BitSet characters;

    ShippedFont(String family, String regular, String bold) {
        this.family = family;
        this.regular = regular;
        this.bold = bold;
    }

    /** All families, as the value of CSS' {@code font-family}. */
    static String families() {
        return Arrays.stream(values()).map(font -> "'" + font.family + "'").collect(Collectors.joining(", "));
    }

    /** Those without which a character of this HTML would not be shown. */
    static Set<ShippedFont> neededBy(String html) {
        var needed = EnumSet.of(LATIN_GREEK_CYRILLIC);
        NUMBERED.matcher(html)
                .replaceAll(ShippedFont::character)
                .codePoints()
                .filter(ShippedFont::isDrawn)
                .forEach(character -> needed.add(of(character)));
        return needed;
    }

    /** Lets a layout use it. */
    void give(PdfRendererBuilder builder) {
        give(builder, regular, NORMAL_WEIGHT);
        if (bold != null) {
            give(builder, bold, BOLD_WEIGHT);
        }
    }

    private void give(PdfRendererBuilder builder, String file, int weight) {
        builder.useFont(() -> open(file), family, weight, FontStyle.NORMAL, true);
    }

    private static String character(MatchResult number) {
        int character = Integer.parseInt(number.group(2), number.group(1).isEmpty() ? 10 : 16);
        return Character.isValidCodePoint(character) ? Matcher.quoteReplacement(Character.toString(character)) : "";
    }

    private static boolean isDrawn(int character) {
        return !Character.isWhitespace(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT;
    }

    private static ShippedFont of(int character) {
        return SMALL.stream().filter(font -> font.has(character)).findFirst().orElse(ALL_ELSE);
    }

    private boolean has(int character) {
        return characters().get(character);
    }

    private synchronized BitSet characters() {
        if (characters == null) {
            try (var font = new TTFParser(true).parse(new RandomAccessReadBuffer(open(regular)))) {
                var glyphs = font.getUnicodeCmapLookup();
                var found = new BitSet();
                for (int character = 0; character < BEYOND_ALL; character++) {
                    found.set(character, glyphs.getGlyphId(character) != 0);
                }
                characters = found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return characters;
    }

    private static InputStream open(String file) {
        return ShippedFont.class.getResourceAsStream("/fax/fonts/" + file + ".ttf");
    }
}
