package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.StorageFault;

/** What went wrong, as a command status: the one place where {@code TEL-…} becomes {@code ESME_…} (docs/smpp.md). */
final class SmppStatuses {

    private SmppStatuses() {}

    static CommandStatus of(Throwable failure) {
        if (failure instanceof SmppException known) {
            return known.status();
        }
        if (failure instanceof TelException.Conflict twin && twin.retryAfter() != null) {
            return CommandStatus.ESME_RMSGQFUL;
        }
        if (failure instanceof TelException known) {
            return of(known.code(), known.field());
        }
        return StorageFault.isIn(failure) ? CommandStatus.ESME_RMSGQFUL : CommandStatus.ESME_RSYSERR;
    }

    private static CommandStatus of(String code, String field) {
        return switch (code) {
            case "TEL-001" ->
                "from_number".equals(field) ? CommandStatus.ESME_RINVSRCADR : CommandStatus.ESME_RINVDSTADR;
            case "TEL-003" -> CommandStatus.ESME_RTHROTTLED;
            case "TEL-006", "TEL-007" -> CommandStatus.ESME_RX_T_APPN;
            case "TEL-011" -> ofField(field);
            case "TEL-012" -> CommandStatus.ESME_RINVMSGID;
            case "TEL-014" -> CommandStatus.ESME_RINVMSGLEN;
            case "TEL-015" -> CommandStatus.ESME_RMSGQFUL;
            case "TEL-016" -> CommandStatus.ESME_RSYSERR;
            case "TEL-101" -> CommandStatus.ESME_RINVSRCADR;
            case "TEL-004", "TEL-005", "TEL-008", "TEL-009", "TEL-010", "TEL-102", "TEL-103" ->
                CommandStatus.ESME_RX_R_APPN;
            default -> CommandStatus.ESME_RSUBMITFAIL;
        };
    }

    private static CommandStatus ofField(String field) {
        return switch (String.valueOf(field)) {
            case "body" -> CommandStatus.ESME_RINVMSGLEN;
            case "scheduled_for" -> CommandStatus.ESME_RINVSCHED;
            case "validity_seconds" -> CommandStatus.ESME_RINVEXPIRY;
            default -> CommandStatus.ESME_RSUBMITFAIL;
        };
    }
}
