package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptTextTest {

    private static final String USUAL =
            "id:0123 sub:001 dlvrd:001 submit date:2601010101 done date:2601010102 stat:DELIVRD err:000 text:Hello";

    @Test
    void theUsualTextIsRead() {
        assertThat(ReceiptText.read(USUAL, null, null)).contains(new ReceiptText("0123", "DELIVRD", null));
    }

    @Test
    void anErrorIsToldUnlessItIsNone() {
        assertThat(ReceiptText.read("ID: 7 Stat: undeliv ERR: 27", null, null))
                .contains(new ReceiptText("7", "UNDELIV", "27"));
    }

    @Test
    void parametersWin() {
        assertThat(ReceiptText.read(USUAL, "abc", 5)).contains(new ReceiptText("abc", "UNDELIV", null));
        assertThat(ReceiptText.read("", "abc", 2)).contains(new ReceiptText("abc", "DELIVRD", null));
    }

    @Test
    void theMessagesOwnTextSaysNothing() {
        assertThat(ReceiptText.read("id:1 stat:DELIVRD err:000 Text:stat:EXPIRED err:9", null, null))
                .contains(new ReceiptText("1", "DELIVRD", null));
        assertThat(ReceiptText.read("text:id:1 stat:DELIVRD", null, null)).isEmpty();
    }

    @Test
    void withoutIdOrStateItIsNoReceipt() {
        assertThat(ReceiptText.read("Hello", null, null)).isEmpty();
        assertThat(ReceiptText.read("id:1", null, 99)).isEmpty();
    }
}
