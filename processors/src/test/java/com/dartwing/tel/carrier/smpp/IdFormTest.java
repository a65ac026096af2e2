package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormTest {

    @ParameterizedTest
    @CsvSource({
        "HEX,     0000A1B2,   DECIMAL, 41394",
        "HEX,     a1b2,       DECIMAL, 0000041394",
        "DECIMAL, 41394,      HEX,     0A1B2",
        "DECIMAL, 0041394,    DECIMAL, 41394",
        "HEX,     FFFFFFFFFFFFFFFFFF, DECIMAL, 4722366482869645213695",
        "TEXT,    007,        TEXT,    7",
        "TEXT,    A1-b2,      TEXT,    a1-B2",
        "TEXT,    0,          TEXT,    000",
        "DECIMAL, a-b,        HEX,     A-B",
    })
    void oneIdInTwoFormsIsRead(IdForm response, String inResponse, IdForm receipt, String inReceipt) {
        assertThat(response.read(inResponse)).isEqualTo(receipt.read(inReceipt)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"TEXT, ''", "HEX, '  '", "DECIMAL,"})
    void noIdIsNone(IdForm form, String id) {
        assertThat(form.read(id)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"HEX, 10, DECIMAL, 10", "TEXT, 1a, HEX, 1a"})
    void whatIsAnotherIdStaysOne(IdForm one, String id, IdForm other, String another) {
        assertThat(one.read(id)).isNotEqualTo(other.read(another));
    }
}
