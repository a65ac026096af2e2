package com.dartwing.tel.hub.fax;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how text is read in faxes that come in, {@code tel.ocr.*}.
 *
 * @param languages as Tesseract calls them, several joined by plus signs; each must be installed
 * @param timeout for one fax; then it is told without text
 * @param memoryBytes that Tesseract may have
 */
@ConfigurationProperties("tel.ocr")
public record OcrProperties(
        @DefaultValue("eng") String languages,
        @DefaultValue("10m") Duration timeout,
        @DefaultValue("1073741824") long memoryBytes) {}
