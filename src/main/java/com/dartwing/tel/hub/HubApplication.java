package com.dartwing.tel.hub;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The DartwingTel hub: one process that plays every role unless {@code tel.roles} says otherwise. */
@SpringBootApplication
public class HubApplication {

    public static void main(String[] args) {
        // Every time that is stored or told is UTC, wherever the machine stands.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(HubApplication.class, args);
    }
}
