package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.camel.smpp.Address;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDataTest {

    private static final Address ANYBODY = new Address(1, 1, "1");

    private static ShortMessage message(int esmClass, String hex, Map<Integer, byte[]> options) {
        return new ShortMessage(
                "",
                ANYBODY,
                ANYBODY,
                esmClass,
                0,
                0,
                "",
                "",
                0,
                0,
                HexFormat.of().parseHex(hex),
                options);
    }

    private static UserData header(String hex) {
        return UserData.of(message(ShortMessage.UDHI, hex, Map.of()));
    }

    @Test
    void a_text_without_header_is_whole() {
        UserData data = UserData.of(message(0, "0500034D0302AB", Map.of()));

        assertThat(data.isWhole()).isTrue();
        assertThat(data.text()).hasSize(7);
    }

    @Test
    void a_header_tells_the_place_by_a_short_or_a_long_reference() {
        UserData narrow = header("0500034D0302AB");
        UserData wide = header("0608044D4D0301ABCD");

        assertThat(narrow.total()).isEqualTo(3);
        assertThat(narrow.part()).isEqualTo(2);
        assertThat(narrow.text()).containsExactly(0xAB);
        assertThat(narrow.header()).isEqualTo(6);
        assertThat(wide.part()).isEqualTo(1);
        assertThat(wide.text()).hasSize(2);
        assertThat(wide.reference()).isNotEqualTo(narrow.reference());
    }

    @Test
    void other_elements_of_a_header_are_passed_over() {
        UserData data = header("0B05040B8423F000034D0202AB");

        assertThat(data.part()).isEqualTo(2);
        assertThat(data.text()).containsExactly(0xAB);
    }

    @Test
    void options_tell_the_place_too() {
        UserData data = UserData.of(message(
                0,
                "AB",
                Map.of(
                        ShortMessage.SAR_MSG_REF_NUM, new byte[] {1, 2},
                        ShortMessage.SAR_TOTAL_SEGMENTS, new byte[] {2},
                        ShortMessage.SAR_SEGMENT_SEQNUM, new byte[] {2})));

        assertThat(data.total()).isEqualTo(2);
        assertThat(data.part()).isEqualTo(2);
    }

    @Test
    void a_place_that_is_none_is_ignored() {
        assertThat(header("0500034D0304AB").isWhole()).isTrue();
        assertThat(header("0500034D0000AB").isWhole()).isTrue();
    }

    @Test
    void a_header_that_is_longer_than_its_text_is_refused() {
        for (String hex : new String[] {"", "05", "050003", "0500094D0302AB"}) {
            assertThatThrownBy(() -> header(hex)).isInstanceOf(SmppException.class);
        }
    }
}
