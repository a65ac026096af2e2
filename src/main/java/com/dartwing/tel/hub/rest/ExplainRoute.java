package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.compliance.HipaaRule;
import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.ValidateFax;
import com.dartwing.tel.hub.sms.Stages;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import com.dartwing.tel.voice.OutboundCall;
import com.dartwing.tel.voice.ValidateCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Walks the stages that a message, a call or a fax would pass, without sending anything. */
@Component
class ExplainRoute {

    private final ValidateSms messages;
    private final ValidateCall calls;
    private final ValidateFax faxes;
    private final ChooseSender senders;
    private final Comply comply;
    private final ComplyCall complyCall;
    private final HipaaRule hipaa;
    private final RankCarriers rank;
    private final Carriers carriers;

    ExplainRoute(
            ValidateSms messages,
            ValidateCall calls,
            ValidateFax faxes,
            ChooseSender senders,
            Comply comply,
            ComplyCall complyCall,
            HipaaRule hipaa,
            RankCarriers rank,
            Carriers carriers) {
        this.messages = messages;
        this.calls = calls;
        this.faxes = faxes;
        this.senders = senders;
        this.comply = comply;
        this.complyCall = complyCall;
        this.hipaa = hipaa;
        this.rank = rank;
        this.carriers = carriers;
    }

    /** What would become of a wish. */
    Map<String, Object> explain(ApiKey caller, ExplainRequest request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Map<String, Object>> stages = new ArrayList<>();
        answer.put("operation", request.operationOrSms());
        answer.put("stages", stages);
        answer.put("candidates", List.of());
        // The stage that a refusal ends.
        String stage = "admit";
        try {
            AdmitCaller.require(caller, request.permission());
            stages.add(Stages.stage("admit", "pass", "API key " + caller.prefix() + "…"));
            stage = "validate";
            switch (request.operationOrSms()) {
                case "voice" -> call(caller, request, answer, stages);
                case "fax" -> fax(caller, request, answer, stages);
                default -> message(caller, request, answer, stages);
            }
        } catch (TelException e) {
            stages.add(Stages.stage(stage, "block", e.code() + " " + e.getMessage()));
        }
        return answer;
    }

    private void message(
            ApiKey caller, ExplainRequest request, Map<String, Object> answer, List<Map<String, Object>> stages) {
        OutboundSms sms = messages.validate(new SmsCommand(caller, request.sms(), null));
        boolean text = "sms".equals(request.operationOrSms());
        int units = text ? sms.text().segments() : 1;
        valid(caller, sms.parties(), sms.operation(), stages);
        stages.addAll(Stages.of(comply.explain(sms)));
        route(RouteQuestion.of(sms, request.operationOrSms(), units), answer, stages);
        answer.put("segments", text ? units : null);
        answer.put("encoding", text ? sms.text().encoding().label() : null);
    }

    private void call(
            ApiKey caller, ExplainRequest request, Map<String, Object> answer, List<Map<String, Object>> stages) {
        OutboundCall call = calls.validate(caller, request.call());
        valid(caller, call.parties(), "voice", stages);
        stages.addAll(Stages.of(complyCall.explain(call)));
        route(RouteQuestion.of(call), answer, stages);
    }

    /** Of one page: nobody knows its document yet. */
    private void fax(
            ApiKey caller, ExplainRequest request, Map<String, Object> answer, List<Map<String, Object>> stages) {
        OutboundFax fax = faxes.validate(caller, request.fax(), 1).withPages(1);
        valid(caller, fax.parties(), "fax", stages);
        if (fax.plan().hipaa()) {
            stages.addAll(Stages.of(
                    List.of(new Opinion(hipaa.name(), hipaa.judge(fax.owner().organization())))));
        }
        stages.addAll(Stages.of(complyCall.explain(fax)));
        route(RouteQuestion.of(fax), answer, stages);
    }

    /** That it is valid, and how the hub chose the number, when it did. */
    private void valid(ApiKey caller, Parties parties, String operation, List<Map<String, Object>> stages) {
        stages.add(Stages.stage(
                "validate", "pass", parties.to() + " in " + parties.country() + ", from " + parties.from()));
        if (parties.fromChosen()) {
            PhoneNumber to = new PhoneNumber(parties.to(), parties.country());
            stages.add(Stages.stage("sender", "pass", senders.explain(caller, to, operation, parties.from())));
        }
    }

    private void route(RouteQuestion question, Map<String, Object> answer, List<Map<String, Object>> stages) {
        List<RouteOption> options = rank.rank(question);
        RouteOption first =
                options.stream().filter(RouteOption::eligible).findFirst().orElse(null);
        stages.add(
                first == null
                        ? Stages.stage("route", "block", "TEL-006 no carrier is eligible")
                        : Stages.stage("route", "pass", carriers.titleOf(first.carrier()) + " goes first"));
        answer.put("candidates", candidates(options));
        answer.put("segments", null);
        answer.put("encoding", null);
        answer.put("cost", first == null ? null : Money.told(first.cost(), first.currency()));
    }

    /** A ranking, as it is shown. */
    List<Map<String, Object>> candidates(List<RouteOption> options) {
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
}
