package com.dartwing.tel.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Sends faxes as a form, as browsers and curl do. */
final class FaxClient {

    private static final String BOUNDARY = "----fax-of-a-test";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private FaxClient() {}

    /** A PDF with so many pages. */
    static byte[] pdf(int pages) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int page = 1; page <= pages; page++) {
                PDPage added = new PDPage();
                document.addPage(added);
                try (PDPageContentStream text = new PDPageContentStream(document, added)) {
                    text.beginText();
                    text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 24);
                    text.newLineAtOffset(72, 700);
                    text.showText("Page " + page);
                    text.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a fax. */
    static HubProcess.Answer send(HubProcess hub, String key, Map<String, String> fields, byte[]... documents) {
        return call("send_fax", hub, key, fields, documents);
    }

    /** Sends a fax to many. */
    static HubProcess.Answer sendBatch(HubProcess hub, String key, Map<String, String> fields, byte[]... documents) {
        return call("send_batch", hub, key, fields, documents);
    }

    private static HubProcess.Answer call(
            String function, HubProcess hub, String key, Map<String, String> fields, byte[]... documents) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> write(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                        + "\r\n"));
        for (byte[] document : documents) {
            write(
                    form,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n"
                            + "Content-Type: application/pdf\r\n\r\n");
            form.writeBytes(document);
            write(form, "\r\n");
        }
        write(form, "--" + BOUNDARY + "--\r\n");
        HttpRequest request = HttpRequest.newBuilder(hub.url("/api/method/dartwing_tel.api.fax." + function))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new HubProcess.Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
