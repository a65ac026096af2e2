package com.dartwing.tel.hub.voice.transcription;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who transcribes, when somebody does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TranscriptionProperties.class)
class TranscriptionBeans {

    @Bean
    @ConditionalOnProperty(name = "tel.transcription.provider", havingValue = "deepgram")
    Transcriber deepgram(TranscriptionProperties properties) {
        return new Deepgram(properties);
    }

    @Bean
    @ConditionalOnProperty(name = "tel.transcription.provider", havingValue = "whisper")
    Transcriber whisper(TranscriptionProperties properties) {
        return new Whisper(properties);
    }
}
