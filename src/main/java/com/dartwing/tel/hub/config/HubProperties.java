package com.dartwing.tel.hub.config;

import com.dartwing.tel.record.RecordKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hub's own settings, {@code tel.*}; {@code application.yaml} lists each with its default and reason.
 *
 * @param dataDir where the sandbox keeps its database and its seed
 * @param routesDir the operator's directory: a file of the same relative path wins over the packaged one; may be absent
 * @param roles what this process does; {@code all} or a subset
 * @param publicUrl where the outside reaches the hub, without a slash at its end
 */
@ConfigurationProperties("tel")
public record HubProperties(
        @DefaultValue("./data") Path dataDir,
        Path routesDir,
        @DefaultValue("all") Set<String> roles,
        String publicUrl,
        @DefaultValue Storage storage,
        @DefaultValue Sms sms,
        @DefaultValue Net net,
        @DefaultValue Webhook webhook,
        @DefaultValue Routing routing,
        @DefaultValue Limits limits,
        @DefaultValue Sandbox sandbox) {

    /** {@code tel.roles} of a process that plays nothing but the carriers. */
    public static final String ONLY_SIMULATORS = "simulators";

    /** @param answersWithin how long MariaDB may take for an answer; then its connection counts as lost */
    public record Storage(@DefaultValue("15s") Duration answersWithin) {}

    /**
     * @param syncTimeout how long a caller waits for the carrier before it is answered {@code queued}
     * @param waitingCallers how many may wait at the same time; one more is answered {@code queued} at once
     * @param batchThreads how many messages of batches may be with carriers at a time
     */
    public record Sms(
            @DefaultValue("10s") Duration syncTimeout,
            @DefaultValue("600") int waitingCallers,
            @DefaultValue("512") int dispatchThreads,
            @DefaultValue("96") int batchThreads) {}

    /** @param dangerousAllowPrivateAddresses lets webhooks reach private and loopback addresses, for tests */
    public record Net(@DefaultValue("false") boolean dangerousAllowPrivateAddresses) {}

    /** @param timeout for one delivery to a consumer */
    public record Webhook(@DefaultValue("15s") Duration timeout, @DefaultValue("65536") int maxInboundBytes) {}

    /**
     * @param currency that in which the hub settles: carriers' prices are compared in it
     * @param anyCarrierMaySend in sandbox every carrier may send for every number
     */
    public record Routing(@DefaultValue("USD") String currency, @DefaultValue("false") boolean anyCarrierMaySend) {}

    /**
     * @param maxRequestBytes largest body of an API call
     * @param maxBatchBytes largest body of a batch, which is kept in a temporary file while it is accepted
     */
    public record Limits(@DefaultValue("65536") int maxRequestBytes, @DefaultValue("67108864") long maxBatchBytes) {}

    /**
     * @param enabled whether the simulators may be reached; never in production
     * @param simulatorsUrl where they answer
     * @param hubUrl where they call back
     * @param seed what all sandbox credentials are derived from; generated into the data directory when absent
     */
    public record Sandbox(@DefaultValue("false") boolean enabled, String simulatorsUrl, String hubUrl, String seed) {}

    /** Where a call of the API is, such as {@code fax.get_batch}; what follows it may be said too. */
    public String apiUrl(String call) {
        return publicUrl + "/api/method/dartwing_tel.api." + call;
    }

    /** Where the owner of a record reads it, with its key. */
    public String urlOf(String recordId) {
        return apiUrl(RecordKind.of(recordId).whereItIsTold(recordId));
    }

    /** Whether this process plays a role. */
    public boolean plays(String role) {
        return roles.contains("all") || roles.contains(role);
    }

    /** Whether this process is nothing but the carriers' simulators, which need neither database nor routes. */
    public boolean isSimulatorsOnly() {
        return roles.equals(Set.of(ONLY_SIMULATORS));
    }
}
