package com.dartwing.tel.hub.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is, {@code tel.redis.*}.
 *
 * @param url empty when there is none
 * @param timeout for one request
 * @param retryAfter how long it is left alone when it has not answered
 */
@ConfigurationProperties("tel.redis")
public record RedisProperties(
        @DefaultValue("") String url, @DefaultValue("50ms") Duration timeout, @DefaultValue("1s") Duration retryAfter) {

    /** Whether there is one. */
    public boolean isConfigured() {
        return !url.isBlank();
    }
}
