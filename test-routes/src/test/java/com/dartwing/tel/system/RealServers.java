package com.dartwing.tel.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a command beside real servers of its own: a MariaDB and a RabbitMQ, whose hub arguments it finds in {@code
 * BENCH_HUB_ARGUMENTS}, or an OpenSearch node, at {@code BENCH_OPENSEARCH_URL}.
 */
public final class RealServers {

    private RealServers() {}

    /** @param words {@code mariadb-rabbitmq} or {@code opensearch}, and what is run; its exit status is ours */
    public static void main(String[] words) throws Exception {
        String[] command = Arrays.copyOfRange(words, 1, words.length);
        int status =
                switch (words[0]) {
                    case "mariadb-rabbitmq" -> besideMariaDbAndRabbitMq(command);
                    case "opensearch" -> besideOpenSearch(command);
                    default -> throw new IllegalArgumentException(words[0] + "?");
                };
        System.exit(status);
    }

    private static int besideMariaDbAndRabbitMq(String... command) throws InterruptedException {
        try (MariaDbProcess database = MariaDbProcess.start();
                RabbitMqProcess broker = RabbitMqProcess.start()) {
            List<String> arguments = new ArrayList<>(List.of(database.hubArguments()));
            arguments.addAll(List.of(broker.hubArguments()));
            return run("BENCH_HUB_ARGUMENTS", String.join(" ", arguments), command);
        }
    }

    private static int besideOpenSearch(String... command) throws InterruptedException {
        try (OpenSearchProcess node = OpenSearchProcess.start()) {
            return run("BENCH_OPENSEARCH_URL", node.url(), command);
        }
    }

    private static int run(String variable, String value, String... command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(variable, value);
        return Children.start(builder).waitFor();
    }
}
