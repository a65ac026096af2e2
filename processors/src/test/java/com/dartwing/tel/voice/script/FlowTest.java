package com.dartwing.tel.voice.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallVerb;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class FlowTest {

    private static final String CALL = "CALL-2026-000001";

    private static final String SHOP =
            """
            {"start": "welcome", "steps": {
              "welcome": {"do": "speak", "text": "Welcome at <Acme>", "next": "menu"},
              "menu": {"do": "menu", "text": "Press 1 for sales, 2 for our hours", "choices": {"1": "sales", "2": "hours"},
                       "otherwise": "bye", "tries": 2},
              "sales": {"do": "forward", "to": "+14155551234", "otherwise": "bye"},
              "hours": {"do": "speak", "text": "From nine to five", "next": "menu"},
              "bye": {"do": "hangup"}}}
            """;

    private static Flow flow(String json) {
        return Flow.valid((ObjectNode) Json.read(json));
    }

    private static String steps(String steps) {
        return "{\"start\":\"a\",\"steps\":{" + steps + "}}";
    }

    @Test
    void a_caller_is_led_by_the_keys_that_are_pressed() {
        Script start = FlowScript.of(flow(SHOP));

        Script menu = Script.read(start.after(null).write());
        Script again = menu.after("2").after(null);

        assertThat(start.verb(CALL)).contains(new CallVerb.Speak(CALL, "Welcome at <Acme>", null));
        assertThat(menu.verb(CALL).orElseThrow()).isInstanceOf(CallVerb.GatherDtmf.class);
        assertThat(again.verb(CALL)).isEqualTo(menu.verb(CALL));
        assertThat(menu.after("1").verb(CALL)).contains(new CallVerb.Transfer(CALL, "+14155551234"));
        assertThat(menu.after("1").after(null).verb(CALL)).contains(new CallVerb.Hangup(CALL, null));
    }

    @Test
    void who_presses_nothing_is_asked_as_often_as_the_menu_says() {
        Script menu = FlowScript.of(flow(SHOP)).after(null);

        assertThat(menu.after("").verb(CALL)).isEqualTo(menu.verb(CALL));
        assertThat(menu.after("").after("9").verb(CALL)).contains(new CallVerb.Hangup(CALL, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a': {'do':'dance'}                                     | nobody knows how to \"dance\"",
                "'a': {'text':'Hi'}                                      | it does not say what to do",
                "'b': {'do':'hangup'}                                    | start names the step \"a\"",
                "'a': {'do':'speak','text':'Hi','next':'b'}              | leads to \"b\", which is not there",
                "'a': {'do':'speak','next':'a'}                          | Step \"a\": text is",
                "'a': {'do':'hangup'}, 'b': {'do':'hangup'}              | \"b\" is never reached",
                "'a': {'do':'speak','text':'Hi','next':'a'}              | no way out",
                "'a': {'do':'menu','text':'Hi','choices':{'1':'b'},'otherwise':'a'}, 'b': {'do':'hangup'} | without a limit",
                "'a': {'do':'menu','text':'Hi','choices':{'x':'b'},'otherwise':'b'}, 'b': {'do':'hangup'} | keys 0-9",
                "'a': {'do':'play','audio_url':'file:/etc/passwd','next':'b'}, 'b': {'do':'hangup'} | audio_url",
            })
    void what_is_wrong_is_said_in_words(String steps, String why) {
        String json = steps(steps.replace('\'', '"'));

        assertThatThrownBy(() -> flow(json))
                .isInstanceOf(TelException.InvalidRequest.class)
                .hasMessageContaining(why);
    }

    @Test
    void it_is_drawn_as_sound_xml() throws Exception {
        String svg = DrawFlow.svg("Acme & Sons", flow(SHOP));

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(6);
        assertThat(svg).contains("Acme &amp; Sons", "Welcome at &lt;Acme&gt;", "stroke-dasharray", ">1<");
    }
}
