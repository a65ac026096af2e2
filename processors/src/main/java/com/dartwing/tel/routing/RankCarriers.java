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
import java.time.Instant;
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
    private final Supplier<RouteRules> rules;
    private final String currency;
    private final boolean anyCarrierMaySend;
    private final Clock clock;

    /**
     * @param currency that in which the hub settles, ISO 4217: prices in others cannot be compared with it
     * @param anyCarrierMaySend in sandbox every carrier may send for every number
     */
    public RankCarriers(
            Carriers carriers,
            CarrierStates states,
            Dids dids,
            Supplier<Rates> rates,
            Supplier<RouteRules> rules,
            String currency,
            boolean anyCarrierMaySend,
            Clock clock) {
        this.carriers = carriers;
        this.states = states;
        this.dids = dids;
        this.rates = rates;
        this.rules = rules;
        this.currency = currency;
        this.anyCarrierMaySend = anyCarrierMaySend;
        this.clock = clock;
    }

    /** Ranks all carriers, best first, those that are not eligible last. */
    public List<RouteOption> rank(RouteQuestion question) {
        Instant now = clock.instant();
        Rates prices = rates.get();
        Map<String, RouteRule> decisions = rules.get().decide(question, now);
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Rate> rateOf = new HashMap<>();
        for (Carrier carrier : carriers.all()) {
            Optional<Rate> rate = question.emergency()
                    ? Optional.of(new Rate(carrier.name(), "voice", "", BigDecimal.ZERO, currency, Instant.EPOCH))
                    : prices.find(
                            carrier.name(),
                            question.operation(),
                            question.parties().to(),
                            now);
            rate.ifPresent(found -> rateOf.put(carrier.name(), found));
            candidates.add(candidate(question, carrier, rate, decisions.get(carrier.name())));
        }
        return Lcr.rank(candidates, question.preferred()).stream()
                .map(ranked -> option(ranked, rateOf.get(ranked.candidate().carrier())))
                .toList();
    }

    private Candidate candidate(RouteQuestion question, Carrier carrier, Optional<Rate> rate, RouteRule rule) {
        CarrierState state = states.of(carrier);
        boolean lowered = rule != null && rule.action() == RouteRule.Action.WEIGHT;
        int weight = lowered ? state.weight() * rule.value() / 100 : state.weight();
        return new Candidate(
                carrier.name(),
                exclusion(question, carrier, state, rate, rule),
                state.health(),
                rate.map(found -> found.price().multiply(BigDecimal.valueOf(question.units())))
                        .orElse(null),
                carrier.priority(),
                question.emergency() ? Math.max(1, weight) : weight,
                rule);
    }

    private static RouteOption option(Ranked ranked, Rate rate) {
        Candidate candidate = ranked.candidate();
        return new RouteOption(
                candidate.carrier(),
                ranked.eligible(),
                candidate.exclusion().orElse(null),
                ranked.score(),
                candidate.health(),
                candidate.cost(),
                rate == null ? null : rate.currency(),
                candidate.priority(),
                candidate.weight(),
                candidate.rule() == null ? null : candidate.rule().explanation());
    }

    private Optional<String> exclusion(
            RouteQuestion question, Carrier carrier, CarrierState state, Optional<Rate> rate, RouteRule rule) {
        Parties parties = question.parties();
        if (!carrier.can(question.capability())) {
            return Optional.of(question.refusal());
        }
        if (question.emergency()) {
            return emergency(carrier, state);
        }
        if (question.media() > carrier.limits().mostMedia()) {
            return Optional.of("it carries " + carrier.limits().mostMedia() + " media at most");
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
        if (rule != null && rule.action() == RouteRule.Action.FORBID) {
            return Optional.of("route rule " + rule.name() + " forbids it");
        }
        if (rate.isEmpty()) {
            return Optional.of("it has no rate for " + parties.to());
        }
        if (!rate.get().currency().equals(currency)) {
            return Optional.of("its rate is in " + rate.get().currency() + ", and prices are compared in " + currency);
        }
        if (state.breakerOpen()) {
            return Optional.of("its circuit breaker is open");
        }
        return Optional.empty();
    }

    /** What keeps a call for help from a carrier: nothing of ours but that it does not work. */
    private static Optional<String> emergency(Carrier carrier, CarrierState state) {
        if (!carrier.can("e911")) {
            return Optional.of("it does not locate who calls for help");
        }
        return state.enabled() ? Optional.empty() : Optional.of("an operator disabled it");
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
