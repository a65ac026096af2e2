package com.dartwing.tel.hub.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.sms.LateRefusals;
import com.dartwing.tel.hub.sms.ReceiveReceipts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellLateTest {

    private static final CarrierException REFUSAL = new CarrierException.Unavailable("acme", "0x00000008", "no");

    private final Carrier carrier = mock();
    private final CarrierRequest request = mock();
    private final ReceiveReceipts receipts = mock();
    private final LateRefusals refusals = mock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TellLate late;

    @BeforeEach
    void tell() {
        when(carrier.name()).thenReturn("acme");
        late = new TellLate(carrier, receipts, refusals, registry, Clock.systemUTC());
    }

    private double count(String status) {
        return registry.get("tel.smpp.late.answers")
                .tag("status", status)
                .counter()
                .count();
    }

    @Test
    void what_is_kept_is_counted_when_it_is() {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        when(receipts.receiveLate(any())).thenReturn(kept);
        when(refusals.refused(any(), any())).thenReturn(true);

        late.taken(request, "theirs-1");
        late.refused(request, REFUSAL);

        assertThat(count("taken")).isZero();
        kept.complete(null);
        assertThat(count("taken")).isEqualTo(1);
        assertThat(count("refused")).isEqualTo(1);
        assertThat(count("lost")).isZero();
    }

    @Test
    void what_cannot_be_kept_is_counted_as_lost() {
        when(receipts.receiveLate(any()))
                .thenThrow(new TelException.Unavailable("too many wait", Duration.ofSeconds(2)))
                .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("the storage is gone")));
        when(refusals.refused(any(), any())).thenReturn(false);

        late.taken(request, "theirs-1");
        late.taken(request, "theirs-2");
        late.refused(request, REFUSAL);

        assertThat(count("lost")).isEqualTo(3);
        assertThat(count("taken")).isZero();
        assertThat(count("refused")).isZero();
    }
}
