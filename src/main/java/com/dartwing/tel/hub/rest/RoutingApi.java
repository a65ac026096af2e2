package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.sms.Stages;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Answers why a message goes the way it goes: before it is sent, and after (contract, section 7). */
@Component("routingApi")
public class RoutingApi {

    private static final Set<String> OPERATIONS = Set.of("sms", "mms", "voice", "fax");

    private final ApiEdge api;
    private final ValidateSms validate;
    private final ChooseSender senders;
    private final Comply comply;
    private final RankCarriers rank;
    private final Carriers carriers;
    private final TraceRecord traces;

    public RoutingApi(
            ApiEdge api,
            ValidateSms validate,
            ChooseSender senders,
            Comply comply,
            RankCarriers rank,
            Carriers carriers,
            TraceRecord traces) {
        this.api = api;
        this.validate = validate;
        this.senders = senders;
        this.comply = comply;
        this.rank = rank;
        this.carriers = carriers;
        this.traces = traces;
    }

    /** Walks the stages without sending anything, and tells each one's verdict. */
    public void explain(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        ExplainRequest request = api.read(exchange, ExplainRequest.class);
        if (!OPERATIONS.contains(request.operationOrSms())) {
            throw new TelException.InvalidRequest("operation is one of sms, mms, voice, fax", "operation");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Map<String, Object>> stages = new ArrayList<>();
        answer.put("operation", request.operationOrSms());
        answer.put("stages", stages);
        stages.add(Stages.stage("admit", "pass", "API key " + caller.prefix() + "…"));
        answer.put("candidates", List.of());
        try {
            OutboundSms sms = validate.validate(new SmsCommand(caller, request.sms(), ""));
            stages.add(Stages.stage(
                    "validate",
                    "pass",
                    sms.parties().to() + " in " + sms.parties().country() + ", from "
                            + sms.parties().from()));
            sender(caller, sms).ifPresent(stages::add);
            stages.addAll(Stages.of(comply.explain(sms)));
            route(answer, stages, request.operationOrSms(), sms);
        } catch (TelException e) {
            stages.add(Stages.stage("validate", "block", e.code() + " " + e.getMessage()));
        }
        api.answer(exchange, 200, answer);
    }

    /** How the hub chose the number, when it did. */
    private Optional<Map<String, Object>> sender(ApiKey caller, OutboundSms sms) {
        OutboundSms.Parties parties = sms.parties();
        if (!parties.fromChosen()) {
            return Optional.empty();
        }
        PhoneNumber to = new PhoneNumber(parties.to(), parties.country());
        return Optional.of(
                Stages.stage("sender", "pass", senders.explain(caller, to, sms.operation(), parties.from())));
    }

    private void route(
            Map<String, Object> answer, List<Map<String, Object>> stages, String operation, OutboundSms sms) {
        boolean text = "sms".equals(operation);
        int units = text ? sms.text().segments() : 1;
        List<RouteOption> options = rank.rank(RouteQuestion.of(sms, operation, units));
        List<RouteOption> eligible =
                options.stream().filter(RouteOption::eligible).toList();
        stages.add(
                eligible.isEmpty()
                        ? Stages.stage("route", "block", "TEL-006 no carrier is eligible")
                        : Stages.stage(
                                "route",
                                "pass",
                                carriers.titleOf(eligible.get(0).carrier()) + " goes first"));
        answer.put("candidates", candidates(options));
        answer.put("segments", text ? sms.text().segments() : null);
        answer.put("encoding", text ? sms.text().encoding().label() : null);
        answer.put(
                "cost",
                eligible.isEmpty()
                        ? null
                        : Money.told(eligible.get(0).cost(), eligible.get(0).currency()));
    }

    private List<Map<String, Object>> candidates(List<RouteOption> options) {
        return options.stream()
                .map(option -> {
                    Map<String, Object> candidate = new LinkedHashMap<>();
                    candidate.put("carrier", carriers.titleOf(option.carrier()));
                    candidate.put("eligible", option.eligible());
                    candidate.put("reason", option.reason());
                    candidate.put("score", option.eligible() ? Math.round(option.score() * 100) / 100.0 : null);
                    candidate.put("health", option.health());
                    candidate.put("cost", Money.told(option.cost(), option.currency()));
                    candidate.put("priority", option.priority());
                    candidate.put("weight", option.weight());
                    candidate.put("rule", option.rule());
                    return candidate;
                })
                .toList();
    }

    /** Shows the way that a real record took. */
    public void trace(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "id");
        Map<String, Object> trace = traces.trace(id, caller, ApiEdge.actor(exchange));
        trace.put("candidates", candidates(traces.ranking(id)));
        api.answer(exchange, 200, trace);
    }
}
