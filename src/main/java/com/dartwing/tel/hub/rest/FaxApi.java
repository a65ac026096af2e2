package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.FaxAction;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxRequest;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.document.Upload;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Sha256;
import com.dartwing.tel.hub.fax.CancelFax;
import com.dartwing.tel.hub.fax.FaxCommand;
import com.dartwing.tel.hub.fax.FaxProperties;
import com.dartwing.tel.hub.fax.FaxView;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Reads the calls of the fax API and writes their answers (contract, section 6). */
@Component("faxApi")
public class FaxApi {

    private static final int SECONDS_A_PAGE = 30;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** Each holds files of up to 50 MiB, a connection and a thread, so there are not many at a time. */
    private final Semaphore room = new Semaphore(16);

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final FaxView view;
    private final CancelFax cancel;
    private final FaxProperties properties;
    private final HealthAccess access;
    private final StrictJson json;
    private final int longestJson;

    FaxApi(
            ApiEdge api,
            Idempotency idempotency,
            FaxView view,
            CancelFax cancel,
            FaxProperties properties,
            HealthAccess access,
            HubProperties hub) {
        this.api = api;
        this.idempotency = idempotency;
        this.view = view;
        this.cancel = cancel;
        this.properties = properties;
        this.access = access;
        this.longestJson = hub.limits().maxRequestBytes();
        this.json = new StrictJson(longestJson);
    }

    /** Reads {@code send_fax}; when its idempotency key was used before, the first answer is set as {@code replay}. */
    public FaxCommand read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        if (!room.tryAcquire()) {
            throw new TelException.Unavailable("Other faxes are being accepted", COME_BACK);
        }
        Path directory = directory(exchange);
        HttpServletRequest request = ApiEdge.request(exchange);
        InputStream body = BoundedBodyFilter.streamOf(request);
        FaxRequest read;
        List<Upload> uploads;
        String hash;
        if (FaxForm.is(request)) {
            FaxForm form = FaxForm.read(request, body, directory, properties.mostBytes());
            read = json.bind(form.fields(), FaxRequest.class);
            uploads = form.documents();
            hash = form.hash();
        } else {
            byte[] bytes = bytes(body);
            read = json.read(bytes, FaxRequest.class);
            uploads = List.of();
            hash = Sha256.hex(bytes);
        }
        FaxRequest wish = read.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, read.idempotencyKey()));
        if (wish.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, wish.idempotencyKey(), hash);
        }
        return new FaxCommand(caller, wish, uploads, directory, hash);
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
            throw new TelException.InvalidRequest("The body broke off", null);
        }
    }

    /** Answers {@code send_fax}: what comes of it is told by its events. */
    public void answer(Exchange exchange, @Body OutboundFax fax) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("fax_id", fax.id());
        message.put("status", FaxStatus.QUEUED.answer());
        message.put("page_count", fax.pages());
        message.put("estimated_duration_seconds", fax.pages() * SECONDS_A_PAGE);
        api.answer(exchange, ApiEdge.prefersAsync(exchange) ? 202 : 200, message);
        idempotency.remember(exchange, fax.owner().apiKey(), fax.details().idempotencyKey());
    }

    /** Answers {@code get_status}. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        Map<String, Object> fax = view.of(api.named(exchange, "fax_id"), caller);
        List<String> content = Stream.of("document_url", "text")
                .filter(field -> fax.get(field) != null)
                .toList();
        access.read(ApiEdge.actor(exchange), "TEL Fax/" + fax.get("fax_id"), content, null);
        api.answer(exchange, 200, fax);
    }

    /** Reads {@code cancel}; the body is then what its carrier is asked for. */
    public FaxAction cancel(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "fax_id");
        exchange.setProperty("faxId", id);
        return cancel.ask(exchange, caller, id);
    }

    /** Answers {@code cancel}. */
    public void canceled(
            Exchange exchange, @ExchangeProperty("caller") ApiKey caller, @ExchangeProperty("faxId") String id) {
        api.answer(exchange, 200, view.of(id, caller));
    }
}
