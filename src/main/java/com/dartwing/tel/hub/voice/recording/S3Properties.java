package com.dartwing.tel.hub.voice.recording;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the S3-compatible store for the sound of recordings, {@code tel.recordings.s3.*}.
 *
 * @param endpoint of a store that is not Amazon's; blank: Amazon's own of the region
 * @param folder goes before the names of what is kept
 * @param accessKey blank: found as Amazon's tools find it, in the environment or from the machine's role
 */
@ConfigurationProperties("tel.recordings.s3")
public record S3Properties(
        @DefaultValue("") String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String bucket,
        @DefaultValue("recordings") String folder,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey) {

    @Override
    public String toString() {
        return "S3Properties[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
    }
}
