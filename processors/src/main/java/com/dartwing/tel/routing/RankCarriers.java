package com.dartwing.tel.routing;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierState;
import com.dartwing.tel.carrier.CarrierStates;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Least-cost routing: every carrier with its score, or with the reason why it may not have this message. */
public final class RankCarriers {

    private final Carriers carriers;
    private final CarrierStates states;
    private final Dids dids;
    private final Supplier<Rates> rates;
    private final boolean anyCarrierMaySend;
    private final Clock clock;

    /** @param anyCarrierMaySend in sandbox every carrier may send for every number */
    public RankCarriers(
            Carriers carriers,
            CarrierStates states,
            Dids dids,
            Supplier<Rates> rates,
            boolean anyCarrierMaySend,
            Clock clock) {
        this.carriers = carriers;
        this.states = states;
        this.dids = dids;
        this.rates = rates;
        this.anyCarrierMaySend = anyCarrierMaySend;
        this.clock = clock;
    }

    /**
     * Ranks all carriers, best first, those that are not eligible last.
     *
     * @param operation {@code sms}, {@code mms}, {@code voice} or {@code fax}
     * @param units what the rate is multiplied with: segments, minutes, pages
     */
    public List<RouteOption> rank(String operation, Parties parties, int units, String preferred) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Rate> rateOf = new HashMap<>();
        for (Carrier carrier : carriers.all()) {
            CarrierState state = states.of(carrier);
            Optional<Rate> rate = rates.get().find(carrier.name(), operation, parties.to(), clock.instant());
            rate.ifPresent(found -> rateOf.put(carrier.name(), found));
            candidates.add(new Candidate(
                    carrier.name(),
                    exclusion(operation, carrier, state, parties, rate),
                    state.health(),
                    rate.map(found -> found.price().multiply(BigDecimal.valueOf(units)))
                            .orElse(null),
                    carrier.priority(),
                    state.weight()));
        }
        return Lcr.rank(candidates, preferred).stream()
                .map(ranked -> {
                    Candidate candidate = ranked.candidate();
                    Rate rate = rateOf.get(candidate.carrier());
                    return new RouteOption(
                            candidate.carrier(),
                            ranked.eligible(),
                            candidate.exclusion().orElse(null),
                            ranked.score(),
                            candidate.health(),
                            candidate.cost(),
                            rate == null ? null : rate.currency(),
                            candidate.priority(),
                            candidate.weight());
                })
                .toList();
    }

    private Optional<String> exclusion(
            String operation, Carrier carrier, CarrierState state, Parties parties, Optional<Rate> rate) {
        if (!carrier.can(operation)) {
            return Optional.of("it cannot carry " + operation);
        }
        if (!state.enabled()) {
            return Optional.of("an operator disabled it");
        }
        if (state.draining()) {
            return Optional.of("an operator is draining it");
        }
        if (!carrier.covers(parties.country())) {
            return Optional.of("it does not cover " + parties.country());
        }
        if (parties.senderId() != null && !carrier.alphanumericSenders()) {
            return Optional.of("it takes no alphanumeric sender");
        }
        if (parties.senderId() == null && !maySendFor(carrier, parties.from())) {
            return Optional.of("it may not send for " + parties.from());
        }
        if (rate.isEmpty()) {
            return Optional.of("it has no rate for " + parties.to());
        }
        if (state.breakerOpen()) {
            return Optional.of("its circuit breaker is open");
        }
        return Optional.empty();
    }

    private boolean maySendFor(Carrier carrier, String from) {
        return anyCarrierMaySend
                || carrier.maySendFor(from)
                || dids.find(from)
                        .map(Did::carrier)
                        .filter(carrier.name()::equalsIgnoreCase)
                        .isPresent();
    }
}
