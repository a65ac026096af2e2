package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carrier.ErrorMeaning;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandStatusTest {

    private static Carrier carrier(Map<String, ErrorMeaning> errors) {
        return new Carrier(
                "acme", "Acme", "", 1, null, null, false, null, null, null, null, null, errors, null, null, null, null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "0x58, throttled, ESME_RTHROTTLED",
        "0x14, throttled, ESME_RMSGQFUL",
        "0x0B, rejected, ESME_RINVDSTADR",
        "0x08, unavailable, ESME_RSYSERR",
        "0x0E, unavailable, ESME_RINVPASWD",
        "0x45, unavailable, ESME_RSUBMITFAIL",
        "0x4FF, unavailable, 0x000004FF",
    })
    void theStandardsOwnMeaning(String status, String kind, String name) {
        int value = Integer.decode(status);

        assertThat(CommandStatus.meaning(carrier(null), value).kind()).isEqualTo(kind);
        assertThat(CommandStatus.name(value)).isEqualTo(name);
    }

    @Test
    void theFolderHasTheFirstWord() {
        Carrier carrier = carrier(Map.of("0x00000401", new ErrorMeaning("rejected", "TEL-102")));

        assertThat(CommandStatus.meaning(carrier, 0x401)).isEqualTo(new ErrorMeaning("rejected", "TEL-102"));
    }
}
