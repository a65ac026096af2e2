package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps who has read the content of a record with health data (45 CFR 164.312(b)); nobody reads it before that. */
@Component
public class HealthAccess {

    private final AuditLog audit;
    private final TransactionTemplate transaction;

    public HealthAccess(AuditLog audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param record such as {@code TEL SMS Message/SMS-2026-000001}
     * @param fields what of it is shown
     * @param reason what the reader says, or null
     */
    public void read(Actor reader, String record, List<String> fields, String reason) {
        if (!fields.isEmpty()) {
            transaction.executeWithoutResult(status -> audit.add(
                    List.of(new AuditLog.Line(reader, "phi.read", record, reason, Map.of("fields", fields)))));
        }
    }
}
