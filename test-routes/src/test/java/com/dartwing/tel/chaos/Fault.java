package com.dartwing.tel.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A fault that the hub survives. */
enum Fault {
    HUB_KILLED("the hub is killed", false, rig -> rig.sandbox.hub.kill9(), rig -> rig.sandbox.hub.restart()),
    BROKER_KILLED("RabbitMQ is killed", true, rig -> rig.broker.kill9(), rig -> rig.broker.restart()),
    DATABASE_KILLED("MariaDB is killed", true, rig -> rig.database.kill9(), rig -> rig.database.restart()),
    DATABASE_HANGS("MariaDB hangs", true, rig -> rig.database.hang(), rig -> rig.database.goOn()),
    DISK_FULL("MariaDB's disk is full", true, Fault::fillDisk, rig -> rig.database.restartWith(Rig.LARGER_DISK)),
    CONSUMER_HANGS("a consumer's endpoint hangs", true, rig -> rig.endpoint.hang(), rig -> rig.endpoint.answer()),
    REDIS_KILLED("Redis is killed", true, rig -> rig.redis.kill9(), rig -> rig.redis.restart()),
    OPENSEARCH_KILLED("OpenSearch is killed", true, rig -> rig.search.kill9(), rig -> rig.search.run()),
    POISON("an event that no consumer can read", false, Fault::poison, rig -> {});

    /** Does something to the rig. */
    private interface Blow {
        void strike(Rig rig) throws SQLException;
    }

    private final String description;
    private final boolean lasts;
    private final Blow strike;
    private final Blow mend;

    Fault(String description, boolean lasts, Blow strike, Blow mend) {
        this.description = description;
        this.lasts = lasts;
        this.strike = strike;
        this.mend = mend;
    }

    /** @param name as it is written on the command line: {@code hub-killed} */
    static Fault of(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.words().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No fault is called " + name + "; there are "
                        + Arrays.stream(values()).map(Fault::words).toList()));
    }

    /** What it is called on the command line. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What breaks, in a few words. */
    String description() {
        return description;
    }

    /** Whether it lasts, or strikes and is over. */
    boolean lasts() {
        return lasts;
    }

    /** Breaks it. */
    void strike(Rig rig) throws SQLException {
        strike.strike(rig);
    }

    /** Mends it. */
    void mend(Rig rig) throws SQLException {
        mend.strike(rig);
    }

    private static void fillDisk(Rig rig) throws SQLException {
        execute(rig, "CREATE TABLE filler (bytes LONGBLOB NOT NULL)");
        // The last pages are filled bit by bit, so that not even a message's row finds room.
        for (int bytes : List.of(4_000_000, 200_000, 8_000, 500)) {
            fillWith(rig, bytes);
        }
    }

    private static void fillWith(Rig rig, int bytes) throws SQLException {
        try (Connection connection = rig.database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 10_000; i++) {
                statement.execute("INSERT INTO filler VALUES (REPEAT('x', " + bytes + "))");
            }
        } catch (SQLException e) {
            // Full, for a row of this size. A server that finds no room even to undo what it began dies of it.
            return;
        }
        throw new AssertionError("The disk was never full");
    }

    private static void poison(Rig rig) throws SQLException {
        execute(
                rig,
                "INSERT INTO tel_event (name, event, record_id, sequence, payload, created_at, relayed_at) VALUES"
                        + " ('WH-0000-poison', 'sms.delivered', 'SMS-0000-poison', 1, '{', UTC_TIMESTAMP(6), NULL)");
    }

    private static void execute(Rig rig, String sql) throws SQLException {
        try (Connection connection = rig.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
