package com.dartwing.tel.hub.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/** Loggers that say nothing while what they would say is known, and get their levels back then. */
final class QuietLoggers {

    private final LoggingSystem logging;
    private final List<String> names;
    private final Map<String, LogLevel> before = new HashMap<>();

    QuietLoggers(LoggingSystem logging, List<String> names) {
        this.logging = logging;
        this.names = names;
    }

    void silence() {
        for (String name : names) {
            LoggerConfiguration logger = logging.getLoggerConfiguration(name);
            before.put(name, logger == null ? null : logger.getConfiguredLevel());
            logging.setLogLevel(name, LogLevel.OFF);
        }
    }

    void speak() {
        names.forEach(name -> logging.setLogLevel(name, before.get(name)));
    }
}
