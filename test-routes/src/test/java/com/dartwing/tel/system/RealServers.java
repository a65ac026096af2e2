package com.dartwing.tel.system;

import java.util.ArrayList;
import java.util.List;

/** Runs a command beside a MariaDB and a RabbitMQ of its own, whose hub arguments it finds in {@code BENCH_HUB_ARGUMENTS}. */
public final class RealServers {

    private RealServers() {}

    /** @param command what is run; its exit status is ours */
    public static void main(String[] command) throws Exception {
        int status;
        try (MariaDbProcess database = MariaDbProcess.start();
                RabbitMqProcess broker = RabbitMqProcess.start()) {
            List<String> arguments = new ArrayList<>(List.of(database.hubArguments()));
            arguments.addAll(List.of(broker.hubArguments()));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("BENCH_HUB_ARGUMENTS", String.join(" ", arguments));
            status = Children.start(builder).waitFor();
        }
        System.exit(status);
    }
}
