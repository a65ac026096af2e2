package com.dartwing.tel.hub.fax;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.net.OutsideClient;
import com.dartwing.tel.hub.net.PublicAddresses;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.stereotype.Component;

/**
 * Fetches a document from where a caller says that it is: by https, from a public address, without redirects, within a
 * bounded time and size. What it is, its bytes tell later.
 */
@Component
public class FetchDocument {

    private static final int BUFFER = 64 * 1024;

    private final PublicAddresses addresses;
    private final FaxProperties properties;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "document-watch");
        thread.setDaemon(true);
        return thread;
    });

    public FetchDocument(PublicAddresses addresses, FaxProperties properties) {
        this.addresses = addresses;
        this.properties = properties;
        this.client = OutsideClient.of(addresses, properties.fetchTimeout());
    }

    /**
     * The document, in a file.
     *
     * @throws TelException.InvalidDocument when it is not to be had
     * @throws TelException.TooLarge when it is larger than a document may be
     */
    public Path fetch(String url, Path file) {
        URI uri = URI.create(url);
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !addresses.isOff()) {
            throw new TelException.InvalidRequest("document_url must begin with https", "document_url");
        }
        HttpGet get = new HttpGet(uri);
        ScheduledFuture<?> end =
                watch.schedule(get::abort, properties.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(get, response -> keep(get, response, file));
        } catch (IOException e) {
            // Its words could tell of our network.
            throw (TelException) new TelException.InvalidDocument("document_url could not be fetched").initCause(e);
        } finally {
            end.cancel(false);
        }
    }

    private Path keep(HttpGet get, ClassicHttpResponse response, Path file) throws IOException {
        if (response.getCode() != 200 || response.getEntity() == null) {
            get.abort();
            throw new TelException.InvalidDocument("document_url answered with HTTP " + response.getCode());
        }
        try (InputStream in = response.getEntity().getContent();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long taken = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                taken += read;
                if (taken > properties.mostBytes()) {
                    // Otherwise the rest of it would be read, however much it is, to use the connection again.
                    get.abort();
                    throw new TelException.TooLarge(
                            "The document is larger than " + properties.mostBytes() + " bytes", "document_url");
                }
                out.write(buffer, 0, read);
            }
        }
        return file;
    }

    @PreDestroy
    void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
