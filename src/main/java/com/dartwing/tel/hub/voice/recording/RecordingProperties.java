package com.dartwing.tel.hub.voice.recording;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the recordings of calls, {@code tel.recordings.*}.
 *
 * @param keptFor after it a recording is deleted
 * @param urlValidFor how long its signed URL holds
 * @param fetchTimeout for one try to fetch one, all in all
 * @param mostBytes the largest that is kept; it is held in memory while it is fetched
 * @param types the media types that are kept, each with the ending that its file gets
 */
@ConfigurationProperties("tel.recordings")
public record RecordingProperties(
        @DefaultValue("90d") Duration keptFor,
        @DefaultValue("24h") Duration urlValidFor,
        @DefaultValue("60s") Duration fetchTimeout,
        @DefaultValue("67108864") int mostBytes,
        @DefaultValue Map<String, String> types) {}
