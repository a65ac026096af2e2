package com.dartwing.tel.fax.document;

/** A stranger's text as part of an HTML page of ours. */
final class HtmlText {

    private static final int REPLACEMENT = 0xFFFD;

    private HtmlText() {}

    /** Nothing in it is markup any more; what XML does not allow becomes U+FFFD. */
    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** {@code rtl} when its first letter is of a script that runs so (UAX 9, rule P2), else {@code ltr}. */
    static String direction(String text) {
        int letter = text.codePoints().filter(HtmlText::isStrong).findFirst().orElse('a');
        return Character.getDirectionality(letter) == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? "ltr" : "rtl";
    }

    private static boolean isStrong(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
            default -> false;
        };
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
