package com.dartwing.tel.hub.fax;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of faxes, {@code tel.fax.*}.
 *
 * @param mostBytes of what a request brings, and of a document that is fetched
 * @param fetchTimeout to fetch one document, all in all
 * @param urlFor how long a carrier may fetch the document of an attempt
 * @param retryAfter until a busy line, or one that nobody answers, is dialled again; each further wait is twice as long
 * @param givenUpAfter a fax that no carrier could take is tried no more this long after it was asked for
 * @param receivedUrlFor how long the URL holds by which a fax that came in is told; it is to outlive the tries to tell it
 * @param documentsKeptFor after it the document of a fax that is over is deleted
 */
@ConfigurationProperties("tel.fax")
public record FaxProperties(
        @DefaultValue("52428800") long mostBytes,
        @DefaultValue("30s") Duration fetchTimeout,
        @DefaultValue("1h") Duration urlFor,
        @DefaultValue("1m") Duration retryAfter,
        @DefaultValue("24h") Duration givenUpAfter,
        @DefaultValue("7d") Duration receivedUrlFor,
        @DefaultValue("30d") Duration documentsKeptFor) {}
