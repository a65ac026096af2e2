package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.smpp.SmppSpec.LongMessages;
import com.dartwing.tel.sms.SmsAlphabet;
import com.dartwing.tel.sms.SmsText;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SegmentTest {

    private static final String LONG = "0123456789".repeat(17);

    @Property
    void asManyLeaveAsWereCountedAndTogetherTheyAreTheText(@ForAll @StringLength(max = 400) String body) {
        SmsText text = SmsText.of(body);

        List<Segment> segments = Segment.of(text, LongMessages.UDH, 7);

        assertThat(segments).hasSize(text.segments());
        StringBuilder joined = new StringBuilder();
        for (Segment segment : segments) {
            assertThat(segment.octets().length).isLessThanOrEqualTo(segment.dataCoding() == 8 ? 140 : 160);
            joined.append(IncomingText.read(
                    segment.header() ? IncomingText.behindHeader(segment.octets()) : segment.octets(),
                    segment.dataCoding()));
        }
        // A lone surrogate is no character; it leaves as the replacement of one.
        if (body.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            assertThat(joined).hasToString(body);
        }
    }

    @Test
    void aShortTextLeavesAsItIsWhateverTheForm() {
        for (LongMessages form : LongMessages.values()) {
            assertThat(Segment.of(SmsText.of("Hi @"), form, 1)).singleElement().satisfies(segment -> {
                assertThat(segment.octets()).containsExactly('H', 'i', ' ', 0);
                assertThat(segment.header()).isFalse();
                assertThat(segment.payload()).isFalse();
                assertThat(segment.last()).isTrue();
            });
        }
    }

    @Test
    void headersTellReferenceNumberAndTotal() {
        List<Segment> segments = Segment.of(SmsText.of(LONG), LongMessages.UDH, 0x1FE);

        assertThat(segments).hasSize(2);
        assertThat(Arrays.copyOf(segments.get(1).octets(), 6)).containsExactly(5, 0, 3, 0xFE, 2, 2);
        assertThat(segments).extracting(Segment::last).containsExactly(false, true);
    }

    @Test
    void parametersTellTheSameBesideTheText() {
        List<Segment> segments = Segment.of(SmsText.of(LONG), LongMessages.SAR, 0x1FE);

        assertThat(segments).extracting(Segment::sar).containsExactly(new Place(0xFE, 2, 1), new Place(0xFE, 2, 2));
        assertThat(segments.get(0).octets()).hasSize(153);
    }

    @Test
    void aPayloadIsWhole() {
        assertThat(Segment.of(SmsText.of("я".repeat(100)), LongMessages.PAYLOAD, 1))
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.payload()).isTrue();
                    assertThat(segment.dataCoding()).isEqualTo((byte) 8);
                    assertThat(SmsAlphabet.UCS_2.decode(segment.octets())).isEqualTo("я".repeat(100));
                });
    }
}
