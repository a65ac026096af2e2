package com.dartwing.tel.hub.media;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the media that come in, {@code tel.media.*}.
 *
 * @param keptFor after it a medium is deleted, and its URL expires
 * @param fetchTimeout for one try to fetch one medium, all in all
 * @param types the media types that are kept, each with the ending that its file gets
 */
@ConfigurationProperties("tel.media")
public record MediaProperties(
        @DefaultValue("30d") Duration keptFor,
        @DefaultValue("10s") Duration fetchTimeout,
        @DefaultValue Map<String, String> types) {}
