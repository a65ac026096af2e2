package com.dartwing.tel.hub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What a simulated carrier does with a document: fetches it from where it was told, looks what it is, counts its pages. */
@Component("faxMachine")
public class FaxMachine {

    private static final String NOT_FETCHED = "file_download_failed";
    private static final String NO_DOCUMENT = "file_format_invalid";
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?![s\\w])");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * Notes in a call how many {@code pages} and {@code bytes} its document has, or the {@code fault} that it had.
     *
     * @param url where the document is; a JSON null for a call without one
     */
    public void look(@Body JsonNode url, @ExchangeProperty("call") JsonNode call) throws InterruptedException {
        if (url == null || !url.isTextual()) {
            return;
        }
        ObjectNode noted = (ObjectNode) call;
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url.asText()))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            int pages = pages(answer.body());
            noted.put("bytes", answer.body().length);
            if (answer.statusCode() != 200) {
                noted.put("fault", NOT_FETCHED);
            } else if (pages == 0) {
                noted.put("fault", NO_DOCUMENT);
            } else {
                noted.put("pages", pages);
            }
        } catch (IOException e) {
            noted.put("fault", NOT_FETCHED);
        }
    }

    /** Pages of a PDF (ISO 32000-1, section 7.7.3) whose page tree is not compressed, or of a TIFF; 0 for anything else. */
    static int pages(byte[] document) {
        String text = new String(document, StandardCharsets.ISO_8859_1);
        if (text.startsWith("%PDF-")) {
            return (int) PAGE.matcher(text).results().count();
        }
        return text.startsWith("II*\0") || text.startsWith("MM\0*") ? directories(document) : 0;
    }

    /** Each page of a TIFF is a directory, chained to the next (TIFF 6.0, section 2). */
    private static int directories(byte[] tiff) {
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int pages = 0;
        long at = bytes.getInt(4) & 0xFFFFFFFFL;
        while (at > 0 && at + 2 <= tiff.length && pages < 1_000) {
            pages++;
            int entries = bytes.getShort((int) at) & 0xFFFF;
            long next = at + 2 + 12L * entries;
            at = next + 4 <= tiff.length ? bytes.getInt((int) next) & 0xFFFFFFFFL : 0;
        }
        return pages;
    }
}
