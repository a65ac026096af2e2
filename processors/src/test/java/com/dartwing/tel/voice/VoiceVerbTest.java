package com.dartwing.tel.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.voice.conference.ConferenceVerb;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceVerbTest {

    static Stream<Class<?>> verbs() {
        return Stream.of(CallVerb.class, ConferenceVerb.class).flatMap(VoiceVerbTest::records);
    }

    private static Stream<Class<?>> records(Class<?> verb) {
        return verb.isSealed()
                ? Stream.of(verb.getPermittedSubclasses()).flatMap(VoiceVerbTest::records)
                : Stream.of(verb);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void each_says_what_it_asks_a_carrier_for(Class<?> verb) {
        assertThat(verb.getAnnotation(Asks.class)).isNotNull();
    }
}
