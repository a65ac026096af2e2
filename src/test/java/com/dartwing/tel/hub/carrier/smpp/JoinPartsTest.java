package com.dartwing.tel.hub.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.carrier.smpp.JoinParts.Joined;
import com.dartwing.tel.hub.carrier.smpp.JoinParts.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class JoinPartsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Tables tables = new Tables("smpp-incoming-parts");
    private final List<JoinParts> open = new ArrayList<>();
    private final JoinParts parts = at(NOW);

    private JoinParts at(Instant now) {
        JoinParts joins = new JoinParts(
                tables.jdbc, Clock.fixed(now, ZoneOffset.UTC), new TransactionTemplate(tables.transactions));
        open.add(joins);
        return joins;
    }

    private static Part part(int reference, int number, String text) {
        return new Part("acme", "+14155551234", "+18005559999", new Place(reference, 3, number), text);
    }

    @AfterEach
    void close() {
        open.forEach(JoinParts::close);
        tables.close();
    }

    @Test
    void aMessageIsThereWhenItsLastPartIs() {
        assertThat(parts.add(part(1, 3, "c"))).isEmpty();
        assertThat(parts.add(part(1, 1, "a"))).isEmpty();
        assertThat(parts.add(part(1, 1, "a"))).isEmpty();
        assertThat(parts.add(part(2, 2, "other"))).isEmpty();

        assertThat(parts.add(part(1, 2, "b"))).map(Joined::text).contains("abc");
    }

    @Test
    void untilItIsForgottenItIsTheSameMessage() {
        parts.add(part(1, 1, "a"));
        parts.add(part(1, 2, "b"));
        Joined first = parts.add(part(1, 3, "c")).orElseThrow();

        // The answer was lost before it was forgotten.
        assertThat(parts.add(part(1, 3, "c"))).contains(first);

        parts.forget(first);
        assertThat(parts.add(part(1, 3, "c"))).isEmpty();
    }

    @Test
    void aReferenceThatComesRoundAgainIsAnotherMessage() {
        parts.add(part(1, 1, "a"));
        parts.add(part(1, 2, "b"));
        Joined first = parts.add(part(1, 3, "c")).orElseThrow();
        parts.forget(first);
        JoinParts later = at(NOW.plusSeconds(60));

        later.add(part(1, 1, "a"));
        later.add(part(1, 2, "b"));

        assertThat(later.add(part(1, 3, "c")).orElseThrow().id()).isNotEqualTo(first.id());
    }

    @Test
    void whatWaitedAnHourIsGivenWithoutTheRest() {
        parts.add(part(1, 3, "c"));
        parts.add(part(1, 1, "a"));

        assertThat(at(NOW.plus(Duration.ofMinutes(59))).incomplete()).isEmpty();
        List<Joined> given = at(NOW.plus(Duration.ofMinutes(61))).incomplete();

        assertThat(given).extracting(Joined::text).containsExactly("ac");
        assertThat(given).extracting(Joined::from).containsExactly("+14155551234");
    }
}
