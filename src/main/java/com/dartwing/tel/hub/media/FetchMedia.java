package com.dartwing.tel.hub.media;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.hub.carrier.CarrierCredentials;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.net.OutsideClient;
import com.dartwing.tel.hub.net.PublicAddresses;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches a medium from where its carrier says that it is. The carrier's own hosts, and they alone, get the hub's
 * credentials; any other host must be a public one, by https. No redirects, a bounded time, a bounded size, and only types
 * that are kept.
 */
@Component("fetchMedia")
public class FetchMedia implements DisposableBean {

    private final CarrierFolders carriers;
    private final CarrierCredentials credentials;
    private final PublicAddresses addresses;
    private final MediaProperties properties;
    private final CloseableHttpClient toCarriers;
    private final CloseableHttpClient toAnybody;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "media-watch");
        thread.setDaemon(true);
        return thread;
    });

    public FetchMedia(
            CarrierFolders carriers,
            CarrierCredentials credentials,
            PublicAddresses addresses,
            MediaProperties properties) {
        this.carriers = carriers;
        this.credentials = credentials;
        this.addresses = addresses;
        this.properties = properties;
        this.toCarriers = OutsideClient.of(SystemDefaultDnsResolver.INSTANCE, properties.fetchTimeout());
        this.toAnybody = OutsideClient.of(addresses, properties.fetchTimeout());
    }

    /**
     * The medium.
     *
     * @throws UnfitMedium when another try would not help
     * @throws IOException when it might
     */
    public Medium fetch(@Body DueMedium due) throws IOException {
        return get(
                due.getCarrier(),
                due.getSourceUrl(),
                carrier -> new Terms(
                        "media.fetch",
                        carrier.limits().mediaBytes(),
                        properties.fetchTimeout(),
                        properties.types(),
                        null));
    }

    /**
     * What is fetched.
     *
     * @param operation whose credentials the carrier's own hosts are given
     * @param mostBytes its largest size
     * @param timeout all in all
     * @param types the media types that are wanted, each with the ending of its file's name; null: any, for who looks at
     *     the bytes
     * @param hosts the only ones that are asked beside the carrier's own, each with all below it; null: any
     */
    public record Terms(
            String operation, int mostBytes, Duration timeout, Map<String, String> types, List<String> hosts) {

        boolean allow(String host) {
            return hosts == null || hosts.stream().anyMatch(one -> host.equals(one) || host.endsWith("." + one));
        }
    }

    /**
     * What a carrier says is at a URL.
     *
     * @throws UnfitMedium when another try would not help
     * @throws IOException when it might
     */
    public Medium get(String carrierName, String url, Function<Carrier, Terms> termsOf) throws IOException {
        Carrier carrier = carriers.find(carrierName).orElseThrow(() -> new UnfitMedium("its carrier is gone"));
        Terms terms = termsOf.apply(carrier);
        URI uri = uri(url);
        boolean own = isOwn(carrier, url);
        if (!own && !terms.allow(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw new UnfitMedium("its host is none of the carrier's");
        }
        if (!own && !"https".equalsIgnoreCase(uri.getScheme()) && !addresses.isOff()) {
            throw new UnfitMedium("it is not to be had by https");
        }
        HttpGet get = new HttpGet(uri);
        if (own) {
            credentials
                    .of(carrier, terms.operation())
                    .ifPresent(credential -> get.setHeader(credential.header(), credential.value()));
        }
        ScheduledFuture<?> end = watch.schedule(get::abort, terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return (own ? toCarriers : toAnybody).execute(get, response -> read(get, response, terms));
        } catch (IOException e) {
            if (own) {
                // Perhaps it was the token that it no longer takes.
                credentials.forget(carrier);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static URI uri(String url) throws UnfitMedium {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new UnfitMedium("its URL is none");
    }

    /** Whether the URL is below one of the carrier's own base URLs, as its folder or its operator sets them. */
    private boolean isOwn(Carrier carrier, String url) {
        return carrier.settings().keySet().stream()
                .filter(name -> name.endsWith("url"))
                .map(name -> carriers.setting(carrier.name(), name))
                .anyMatch(base -> base != null && url.startsWith(base + "/"));
    }

    private Medium read(HttpGet get, ClassicHttpResponse response, Terms terms) throws IOException {
        try {
            if (response.getCode() != 200) {
                throw refusal(response.getCode());
            }
            if (response.getEntity() == null) {
                throw new UnfitMedium("it is empty");
            }
            String type = terms.types() == null
                    ? response.getEntity().getContentType()
                    : type(get, response.getEntity().getContentType(), terms.types())
                            .orElseThrow(() -> new UnfitMedium(
                                    "media of the type " + response.getEntity().getContentType() + " are not kept"));
            byte[] content = response.getEntity().getContent().readNBytes(terms.mostBytes() + 1);
            if (content.length > terms.mostBytes()) {
                throw new UnfitMedium("it is larger than " + terms.mostBytes() + " bytes");
            }
            return new Medium(type, content);
        } catch (IOException e) {
            // Otherwise the rest of it would be read, however much it is, to use the connection again.
            get.abort();
            throw e;
        }
    }

    /** Busy, broken, or tired of our token: another try may help. Whatever else it says stands. */
    private static IOException refusal(int status) {
        return switch (status) {
            case 401, 403, 408, 429 -> new IOException("HTTP " + status);
            default -> status >= 500 ? new IOException("HTTP " + status) : new UnfitMedium("HTTP " + status);
        };
    }

    /** The type as said, or, where none is said, as the name of the file tells. */
    private static Optional<String> type(HttpGet get, String header, Map<String, String> types) {
        String said = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (said.isEmpty() || said.equals("application/octet-stream")) {
            String path = get.getPath().replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
            return types.entrySet().stream()
                    .filter(type -> path.endsWith("." + type.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
        return types.containsKey(said) ? Optional.of(said) : Optional.empty();
    }

    @Override
    public void destroy() throws IOException {
        watch.shutdownNow();
        toCarriers.close();
        toAnybody.close();
    }
}
