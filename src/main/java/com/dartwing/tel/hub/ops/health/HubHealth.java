package com.dartwing.tel.hub.ops.health;

import com.dartwing.tel.hub.ops.health.Check.Status;
import com.dartwing.tel.hub.ops.health.HubClient.Answer;
import com.dartwing.tel.hub.ops.health.HubClient.NoAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The checks of a hub, one after the other. What this hub does not use, or roles it does not play, is no fault of it. */
final class HubHealth {

    /** Messages in a queue, as in the alert on it. */
    private static final int DEEP = 100;

    /** Seconds that the oldest event may wait for its relay, as in the alert on it; five times that is a standstill. */
    private static final int OLD = 60;

    private final HubClient hub;
    private final List<Check> checks = new ArrayList<>();

    HubHealth(HubClient hub) {
        this.hub = hub;
    }

    /** Makes all checks. A hub that does not answer is asked nothing more. */
    List<Check> run() {
        try {
            Answer ping = hub.ask("/api/method/ping");
            add("api", ping.isOk() ? Status.HEALTHY : Status.UNHEALTHY, ping, ping.isOk() ? null : ping.why());
        } catch (NoAnswer e) {
            checks.add(Check.of("api", Status.UNHEALTHY, e.getMessage()));
            return checks;
        }
        check("readiness", this::readiness);
        check("carriers", this::carriers);
        if (hub.hasLogin()) {
            check("database", () -> server("database", "db_health"));
            check("redis", () -> server("redis", "redis_health"));
            check("metrics", this::metrics);
        } else {
            String why = "a person is needed: TEL_ADMIN_USER, TEL_ADMIN_PASSWORD";
            List.of("database", "redis", "broker", "queues", "outbox")
                    .forEach(service -> checks.add(Check.of(service, Status.UNKNOWN, why)));
        }
        return checks;
    }

    @FunctionalInterface
    private interface Ask {
        void run() throws NoAnswer;
    }

    private void check(String service, Ask ask) {
        try {
            ask.run();
        } catch (NoAnswer e) {
            checks.add(Check.of(service, Status.UNHEALTHY, e.getMessage()));
        }
    }

    private void add(String service, Status status, Answer answer, String detail) {
        checks.add(new Check(service, status, answer.latencyMs(), detail));
    }

    private void readiness() throws NoAnswer {
        Answer answer = hub.ask("/actuator/health/readiness");
        add(
                "readiness",
                answer.isOk() ? Status.HEALTHY : Status.UNHEALTHY,
                answer,
                answer.isOk() ? null : "takes no traffic: a server that it needs is away, or it is stopping");
    }

    private void carriers() throws NoAnswer {
        Answer answer = hub.ask("/health/carriers");
        JsonNode all = answer.message().path("carriers");
        if (!answer.isOk() || all.isEmpty()) {
            add("carriers", Status.UNHEALTHY, answer, answer.isOk() ? "no carrier is configured" : answer.why());
            return;
        }
        all.forEach(this::carrier);
    }

    private void carrier(JsonNode carrier) {
        String name = "carrier-" + carrier.path("carrier").asText().toLowerCase(Locale.ROOT);
        if (!carrier.path("enabled").asBoolean(true)) {
            checks.add(Check.of(name, Status.NOT_CONFIGURED, "disabled by an operator"));
            return;
        }
        int score = carrier.path("health_score").asInt();
        boolean broken = "open".equals(carrier.path("circuit_breaker").asText());
        String said = carrier.path("status").asText();
        Status status = broken || said.equals("unhealthy")
                ? Status.UNHEALTHY
                : said.equals("healthy") ? Status.HEALTHY : Status.DEGRADED;
        checks.add(Check.of(
                name,
                status,
                "score " + score
                        + (broken ? ", its circuit breaker is open" : "")
                        + (carrier.path("draining").asBoolean() ? ", draining" : "")));
    }

    /** What the hub itself says of a server of its own. */
    private void server(String service, String function) throws NoAnswer {
        Answer answer = hub.askAsPerson("/api/method/dartwing_tel.admin." + function);
        String said = answer.message().path("status").asText().replace(' ', '_');
        if (answer.status() == 404 || said.equals("not_configured")) {
            checks.add(Check.of(service, Status.NOT_CONFIGURED, null));
        } else if (!answer.isOk()) {
            boolean refused = answer.status() == 401 || answer.status() == 403;
            add(service, refused ? Status.UNKNOWN : Status.UNHEALTHY, answer, answer.why());
        } else {
            Status status =
                    switch (said) {
                        case "healthy" -> Status.HEALTHY;
                        case "degraded" -> Status.DEGRADED;
                        default -> Status.UNHEALTHY;
                    };
            add(service, status, answer, answer.message().path("detail").textValue());
        }
    }

    private void metrics() throws NoAnswer {
        Answer answer = hub.askAsPerson("/actuator/prometheus");
        if (!answer.isOk()) {
            add("metrics", Status.UNKNOWN, answer, answer.why());
            return;
        }
        Metrics metrics = new Metrics(answer.body());
        broker(metrics.largest("tel_broker_up"));
        queues(metrics.by("tel_queue_depth", "queue"), metrics.largest("tel_dead_letters"));
        outbox(metrics.largest("tel_outbox_oldest_seconds"));
    }

    private void broker(OptionalDouble up) {
        checks.add(
                up.isEmpty()
                        ? Check.of("broker", Status.NOT_CONFIGURED, null)
                        : up.getAsDouble() > 0
                                ? Check.of("broker", Status.HEALTHY, null)
                                : Check.of("broker", Status.UNHEALTHY, "the hub has no connection to it"));
    }

    /** A depth is no number while the broker is away. */
    private void queues(Map<String, Double> depths, OptionalDouble dead) {
        if (depths.isEmpty() && dead.isEmpty()) {
            checks.add(Check.of("queues", Status.NOT_CONFIGURED, null));
            return;
        }
        List<String> wrong = new ArrayList<>();
        depths.forEach((queue, depth) -> {
            if (depth.isNaN()) {
                wrong.add(queue + " cannot be seen");
            } else if (depth > DEEP) {
                wrong.add("%s holds %.0f".formatted(queue, depth));
            }
        });
        if (dead.isPresent() && dead.getAsDouble() > 0) {
            wrong.add("%.0f dead letters".formatted(dead.getAsDouble()));
        }
        checks.add(Check.of(
                "queues",
                wrong.isEmpty() ? Status.HEALTHY : Status.DEGRADED,
                wrong.isEmpty() ? null : String.join(", ", wrong)));
    }

    private void outbox(OptionalDouble oldest) {
        if (oldest.isEmpty() || Double.isNaN(oldest.getAsDouble())) {
            checks.add(
                    oldest.isEmpty()
                            ? Check.of("outbox", Status.NOT_CONFIGURED, null)
                            : Check.of("outbox", Status.UNKNOWN, "not looked at yet"));
            return;
        }
        double age = oldest.getAsDouble();
        Status status = age > 5 * OLD ? Status.UNHEALTHY : age > OLD ? Status.DEGRADED : Status.HEALTHY;
        checks.add(Check.of(
                "outbox",
                status,
                status == Status.HEALTHY ? null : "the oldest event has waited %.0f s for its relay".formatted(age)));
    }
}
