package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.fax.document.Rasterise;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.fax.document.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The fax that every simulated carrier has received: two pages, as the picture that a machine sent, or as a PDF. */
@Component("sampleFax")
public class SampleFax {

    private static final String TEXT =
            """
            Dear customer,

            your invoice of March has the number 4711.
            Please pay within thirty days.
            \fThe second page says goodbye.
            """;

    private static final Map<String, String> TYPES =
            Map.of("tiff", "image/tiff", "pdf", "application/octet-stream", "html", "application/pdf");

    private final PrepareDocument prepare;
    private final Map<String, byte[]> made = new ConcurrentHashMap<>();

    SampleFax(PrepareDocument prepare) {
        this.prepare = prepare;
    }

    /** Answers with it; a name that ends in {@code .html} has a page in place of a document, whatever its type says. */
    public void show(Exchange exchange, @Header("name") String name) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.get(ending);
        byte[] document = type == null ? new byte[0] : made.get(ending);
        if (document == null) {
            document = make(ending);
            made.put(ending, document);
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, type == null ? 404 : 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
        exchange.getMessage().setBody(document);
    }

    private byte[] make(String ending) throws IOException {
        if (ending.equals("html")) {
            return "<html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8);
        }
        Path directory = Files.createTempDirectory("sample-fax-");
        try {
            Path text = Files.writeString(directory.resolve("text"), TEXT);
            Path pdf = prepare.prepare(List.of(new Upload("text", text)), null, directory)
                    .pdf();
            if (ending.equals("pdf")) {
                return Files.readAllBytes(pdf);
            }
            Path tiff = directory.resolve("fax.tiff");
            new Rasterise().rasterise(pdf, Resolution.FINE, tiff);
            return Files.readAllBytes(tiff);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
