package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.document.Upload;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.fax.FaxProperties;
import com.dartwing.tel.json.ContentHash;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Reads requests that may bring documents: as JSON, or as a form whose files are put aside until the exchange ends. */
@Component
class FaxRequests {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** Each holds files of up to 50 MiB, a connection and a thread, so there are not many at a time. */
    private final Semaphore room = new Semaphore(16);

    private final FaxProperties properties;
    private final RequestHash hashes;
    private final StrictJson json;
    private final int longestJson;

    FaxRequests(FaxProperties properties, HubProperties hub, RequestHash hashes) {
        this.properties = properties;
        this.hashes = hashes;
        this.longestJson = hub.limits().maxRequestBytes();
        this.json = new StrictJson(longestJson);
    }

    /**
     * A request.
     *
     * @param directory where its files are, and more may be put
     * @param hash of what it says, to know its repetition
     */
    record Read<T>(T said, List<Upload> uploads, Path directory, String hash) {}

    /** @throws TelException.Unavailable when too many others are being read */
    <T> Read<T> read(Exchange exchange, Class<T> type) {
        if (!room.tryAcquire()) {
            throw new TelException.Unavailable("Other faxes are being accepted", COME_BACK);
        }
        Path directory = directory(exchange);
        HttpServletRequest request = ApiEdge.request(exchange);
        InputStream body = BoundedBodyFilter.streamOf(request);
        if (FormContext.isForm(request)) {
            FaxForm form = FaxForm.read(request, body, directory, properties.mostBytes());
            return new Read<>(
                    json.bind(form.fields(), type), form.documents(), directory, hash(form.hash(), form.fields()));
        }
        ObjectNode said = json.readTree(bytes(body));
        return new Read<>(json.bind(said, type), List.of(), directory, hash(ContentHash.of(said), said));
    }

    private String hash(String content, ObjectNode said) {
        return hashes.of(content, said.path("hipaa_mode").asBoolean());
    }

    private Path directory(Exchange exchange) {
        Path directory;
        try {
            directory = Files.createTempDirectory("hub-fax-");
        } catch (IOException e) {
            room.release();
            throw new UncheckedIOException(e);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                room.release();
                try {
                    FileSystemUtils.deleteRecursively(directory);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        return directory;
    }

    private byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(longestJson + 1);
            if (bytes.length > longestJson) {
                throw new TelException.TooLarge("The request is larger than " + longestJson + " bytes", null);
            }
            return bytes;
        } catch (IOException e) {
            throw BoundedBodyFilter.brokeOff();
        }
    }
}
