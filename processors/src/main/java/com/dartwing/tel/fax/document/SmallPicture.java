package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * A PNG or JPEG that can be drawn: at most 32 KiB and a million pixels.
 *
 * @param type {@code png} or {@code jpeg}
 * @param base64 its bytes (RFC 4648, section 4)
 * @param width in pixels
 * @param height in pixels
 */
public record SmallPicture(String type, String base64, int width, int height) {

    private static final int MOST_BYTES = 32 << 10;
    private static final int MOST_PIXELS = 1_000_000;
    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG = "\u00ff\u00d8\u00ff";

    /**
     * Reads one.
     *
     * @param base64 as somebody wrote it, with line breaks perhaps
     * @throws InvalidDocument when it is none; the message says why
     */
    public static SmallPicture of(String base64) {
        var bytes = decoded(base64.replaceAll("\\s", ""));
        if (bytes.length > MOST_BYTES) {
            throw new InvalidDocument("A picture has at most %,d bytes".formatted(MOST_BYTES));
        }
        var type = type(bytes);
        var reader = ImageIO.getImageReadersByFormatName(type).next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return drawn(type, bytes, reader);
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidDocument refusal) {
                throw refusal;
            }
            throw new InvalidDocument("The picture is damaged, or of a rare kind");
        } finally {
            reader.dispose();
        }
    }

    private static SmallPicture drawn(String type, byte[] bytes, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw new InvalidDocument("A picture has at most %,d pixels".formatted(MOST_PIXELS));
        }
        reader.read(0);
        return new SmallPicture(type, Base64.getEncoder().encodeToString(bytes), width, height);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument("A picture is written in base64");
        }
    }

    private static String type(byte[] bytes) {
        var text = new String(bytes, 0, Math.min(bytes.length, PNG.length()), StandardCharsets.ISO_8859_1);
        if (text.equals(PNG)) {
            return "png";
        }
        if (text.startsWith(JPEG)) {
            return "jpeg";
        }
        throw new InvalidDocument("A picture is a PNG or a JPEG");
    }

    /** As a page of ours holds it (RFC 2397). */
    String url() {
        return "data:image/" + type + ";base64," + base64;
    }
}
