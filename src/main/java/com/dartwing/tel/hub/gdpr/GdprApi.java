package com.dartwing.tel.hub.gdpr;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.security.Role;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.numbers.PhoneNumbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a System Manager does when a person asks for their data, or that it be erased. */
@Component("gdprApi")
public class GdprApi {

    /** The body of {@code gdpr_erase}. */
    public record Erasure(@Required String phoneNumber) {}

    private final ApiEdge api;
    private final ExportPerson export;
    private final ErasePerson erase;
    private final Dids dids;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final PhoneNumbers numbers = new PhoneNumbers();

    GdprApi(
            ApiEdge api,
            ExportPerson export,
            ErasePerson erase,
            Dids dids,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.api = api;
        this.export = export;
        this.erase = erase;
        this.dids = dids;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Answers all that is kept about a number. */
    public void export(Exchange exchange) {
        ApiEdge.require(exchange, Role.SYSTEM_MANAGER);
        String number = number(api.parameter(exchange, "phone_number"));
        Actor person = ApiEdge.actor(exchange);
        transaction.executeWithoutResult(
                status -> audit.add(person, "gdpr.export", "Person/" + erase.pseudonym(number), Map.of()));
        api.stream(exchange, export.export(number, person));
    }

    /** Erases what is kept about a number, and answers how much of what it was. */
    public void erase(Exchange exchange) {
        ApiEdge.require(exchange, Role.SYSTEM_MANAGER);
        String number = number(api.read(exchange, Erasure.class).phoneNumber());
        ErasePerson.Result result = erase.erase(number, ApiEdge.actor(exchange));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("phone_number", number);
        answer.put("pseudonym", erase.pseudonym(number));
        answer.put("erased", result.erased());
        answer.put("kept", result.kept());
        answer.put("canceled", result.canceled());
        answer.put("under_way", result.underWay());
        api.answer(exchange, 200, answer);
    }

    private String number(String given) {
        if (given == null || given.isBlank()) {
            throw new TelException.InvalidRequest("phone_number is required", "phone_number");
        }
        String number = numbers.parse(given, null, "phone_number").e164();
        if (dids.find(number).isPresent()) {
            throw new TelException.Conflict(number + " is a number of the hub, not of a person");
        }
        return number;
    }
}
