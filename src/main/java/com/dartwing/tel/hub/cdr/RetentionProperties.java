package com.dartwing.tel.hub.cdr;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is over is kept, {@code tel.retention.*}; nothing is removed where it is zero. What is not over is never
 * removed, nor is the audit log, nor are daily summaries.
 *
 * @param cdrs call detail records
 * @param messages messages and calls with their attempts and receipts; their call detail records stay
 * @param events events that every consumer has settled, and marks of messages that carriers brought
 */
@ConfigurationProperties("tel.retention")
public record RetentionProperties(
        @DefaultValue("730d") Duration cdrs,
        @DefaultValue("395d") Duration messages,
        @DefaultValue("30d") Duration events) {}
