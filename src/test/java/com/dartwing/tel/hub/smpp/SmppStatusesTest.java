package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.tel.error.TelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmppStatusesTest {

    private static final Map<TelException, CommandStatus> EXPECTED = Map.ofEntries(
            Map.entry(new TelException.InvalidNumber("", "to"), CommandStatus.ESME_RINVDSTADR),
            Map.entry(new TelException.InvalidNumber("", "from_number"), CommandStatus.ESME_RINVSRCADR),
            Map.entry(new TelException.RateLimited("", Duration.ZERO), CommandStatus.ESME_RTHROTTLED),
            Map.entry(new TelException.InsufficientBalance(""), CommandStatus.ESME_RX_R_APPN),
            Map.entry(new TelException.PermissionDenied(""), CommandStatus.ESME_RX_R_APPN),
            Map.entry(new TelException.CarrierFailure(""), CommandStatus.ESME_RX_T_APPN),
            Map.entry(new TelException.ComplianceBlock(""), CommandStatus.ESME_RX_R_APPN),
            Map.entry(new TelException.InvalidRequest("", "body"), CommandStatus.ESME_RINVMSGLEN),
            Map.entry(new TelException.InvalidRequest("", "scheduled_for"), CommandStatus.ESME_RINVSCHED),
            Map.entry(new TelException.Unavailable("", Duration.ZERO), CommandStatus.ESME_RMSGQFUL),
            Map.entry(new TelException.Internal(), CommandStatus.ESME_RSYSERR),
            Map.entry(new TelException.InvalidSender("", "from_number"), CommandStatus.ESME_RINVSRCADR),
            Map.entry(new TelException.DncMatch(""), CommandStatus.ESME_RX_R_APPN));

    @Test
    void each_error_has_its_status() {
        EXPECTED.forEach((error, status) -> assertThat(SmppStatuses.of(error))
                .as(error.code() + " " + error.field())
                .isEqualTo(status));
        assertThat(SmppStatuses.of(new IllegalStateException())).isEqualTo(CommandStatus.ESME_RSYSERR);
    }

    @Test
    void each_status_is_described() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("hub.root"), "docs/smpp.md"));

        assertThat(List.copyOf(EXPECTED.values())).allSatisfy(status -> assertThat(page)
                .contains("`" + status.name() + "` 0x" + String.format("%02X", status.code())));
    }
}
