package com.dartwing.tel.hub;

import com.dartwing.tel.hub.ops.health.HealthCommand;
import java.util.Arrays;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The DartwingTel hub: one process that plays every role unless {@code tel.roles} says otherwise; or a command. */
@SpringBootApplication
public class HubApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(HealthCommand.WORD)) {
            HealthCommand.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        // Every time that is stored or told is UTC, wherever the machine stands.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try {
            SpringApplication.run(HubApplication.class, args);
        } catch (RuntimeException | Error failure) {
            // Why is in the log already. What had begun before it failed may have left a thread that would keep the
            // process.
            System.exit(1);
        }
    }
}
