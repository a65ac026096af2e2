package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Fills cover pages in. A template is HTML: <code>{{name}}</code> is a value, <code>{{dir:name}}</code> the direction
 * in which it runs, <code>{{#name}}…{{/name}}</code> is left out when the value is empty. The names are those of
 * {@link CoverPage}, {@code date}, {@code style} for the style sheet; {@code logo} is its URL, and {@code logoWidth} and
 * {@code logoHeight} say how many points it takes.
 */
final class CoverPages {

    private static final int MOST_CHARACTERS = 20_000;
    private static final double WIDEST_LOGO = 200;
    private static final double HIGHEST_LOGO = 64;

    /** A pixel is a dot of the fax, if the logo is small. */
    private static final double POINTS_A_PIXEL = 72.0 / 204;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SECTION = Pattern.compile("\\{\\{#(\\w+)}}(.*?)\\{\\{/\\1}}", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\{\\{(dir:)?(\\w+)}}");

    private final Path overrides;

    /** @param overrides a directory whose files replace those of the same name, such as {@code legal.html}; or null */
    CoverPages(Path overrides) {
        this.overrides = overrides;
    }

    /** The cover of a fax with so many pages behind it; a long message makes it longer than one page. */
    PDDocument of(CoverPage cover, int behind, Path directory) throws IOException {
        checkLength(cover);
        var pages = HtmlPages.of(html(cover.withPages(behind + 1)), directory);
        int own = pages.getNumberOfPages();
        if (own == 1) {
            return pages;
        }
        pages.close();
        return HtmlPages.of(html(cover.withPages(behind + own)), directory);
    }

    String html(CoverPage cover) {
        var values = values(cover);
        var template = file(cover.template().name().toLowerCase(Locale.ROOT) + ".html");
        var shown = SECTION.matcher(template)
                .replaceAll(section -> Matcher.quoteReplacement(
                        values.getOrDefault(section.group(1), "").isBlank() ? "" : section.group(2)));
        return VALUE.matcher(shown)
                .replaceAll(value -> Matcher.quoteReplacement(fill(value.group(1), value.group(2), values)));
    }

    private String fill(String direction, String name, Map<String, String> values) {
        if (name.equals("style")) {
            return file("style.css");
        }
        var value = values.getOrDefault(name, "");
        return direction == null ? HtmlText.escape(value) : HtmlText.direction(value);
    }

    private static Map<String, String> values(CoverPage cover) {
        var values = texts(cover);
        if (cover.logo() != null) {
            double shrunk = Math.min(
                    POINTS_A_PIXEL,
                    Math.min(
                            WIDEST_LOGO / cover.logo().width(),
                            HIGHEST_LOGO / cover.logo().height()));
            values.put("logo", cover.logo().url());
            values.put(
                    "logoWidth",
                    String.format(Locale.ROOT, "%.1f", shrunk * cover.logo().width()));
            values.put(
                    "logoHeight",
                    String.format(Locale.ROOT, "%.1f", shrunk * cover.logo().height()));
        }
        return values;
    }

    private static Map<String, String> texts(CoverPage cover) {
        var values = new LinkedHashMap<String, String>();
        values.put("to", cover.to());
        values.put("from", cover.from());
        values.put("toName", cover.toName());
        values.put("fromName", cover.fromName());
        values.put("subject", cover.subject());
        values.put("message", cover.message());
        values.put("date", cover.at() == null ? null : DATE.format(cover.at()));
        values.put("pages", Integer.toString(cover.pages()));
        values.values().removeIf(Objects::isNull);
        return values;
    }

    private static void checkLength(CoverPage cover) {
        int length = texts(cover).values().stream().mapToInt(String::length).sum();
        if (length > MOST_CHARACTERS) {
            throw new InvalidDocument("A cover page has at most %,d characters".formatted(MOST_CHARACTERS));
        }
    }

    private String file(String name) {
        try {
            if (overrides != null && Files.isRegularFile(overrides.resolve(name))) {
                return Files.readString(overrides.resolve(name));
            }
            try (var in = CoverPages.class.getResourceAsStream("/fax/covers/" + name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
