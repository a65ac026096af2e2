package com.dartwing.tel.hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which doors are the simulators': those where they play the carriers, and those where they take orders. */
class RolesOfDoorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platform-http:/sandbox/telnyx/v2/messages",
                "platform-http:///sandbox/sinch/xms",
                "rest:get:/sandbox:/{carrier}/_seen",
                "rest://post:/sandbox:/{carrier}/_behave?routeId=sandbox-behave"
            })
    void the_simulators_answer_below_their_own_path(String uri) {
        assertThat(Roles.isSimulators(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rest:post:/api/method:/dartwing_tel.api.sms.send_sms",
                "platform-http:/api/tel/webhook/telnyx",
                "rest:get:/admin/messages:/{message}/sandbox"
            })
    void whatever_else_there_is_is_the_hubs(String uri) {
        assertThat(Roles.isSimulators(uri)).isFalse();
    }
}
