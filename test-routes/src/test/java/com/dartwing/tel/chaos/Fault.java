package com.dartwing.tel.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The faults that the hub survives. */
enum Fault {
    HUB_KILLED("the hub is killed") {
        @Override
        void strike(Rig rig) {
            rig.sandbox.hub.kill9();
        }

        @Override
        void mend(Rig rig) {
            rig.sandbox.hub.restart();
        }

        @Override
        boolean lasts() {
            return false;
        }
    },

    BROKER_KILLED("RabbitMQ is killed") {
        @Override
        void strike(Rig rig) {
            rig.broker.kill9();
        }

        @Override
        void mend(Rig rig) {
            rig.broker.restart();
        }
    },

    DATABASE_KILLED("MariaDB is killed") {
        @Override
        void strike(Rig rig) {
            rig.database.kill9();
        }

        @Override
        void mend(Rig rig) {
            rig.database.restart();
        }
    },

    DISK_FULL("MariaDB's disk is full") {
        @Override
        void strike(Rig rig) throws SQLException {
            try (Connection connection = rig.database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE filler (bytes LONGBLOB NOT NULL)");
                // The last pages are filled bit by bit, so that not even a message's row finds room.
                for (int bytes : List.of(4_000_000, 200_000, 8_000, 500)) {
                    fill(statement, bytes);
                }
            }
        }

        private void fill(Statement statement, int bytes) {
            try {
                for (int i = 0; i < 10_000; i++) {
                    statement.execute("INSERT INTO filler VALUES (REPEAT('x', " + bytes + "))");
                }
                throw new AssertionError("The disk was never full");
            } catch (SQLException e) {
                // Full, for a row of this size.
            }
        }

        @Override
        void mend(Rig rig) throws SQLException {
            try (Connection connection = rig.database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE filler");
            }
        }
    },

    CONSUMER_HANGS("a consumer's endpoint hangs") {
        @Override
        void strike(Rig rig) {
            rig.endpoint.hang();
        }

        @Override
        void mend(Rig rig) {
            rig.endpoint.answer();
        }
    },

    REDIS_KILLED("Redis is killed") {
        @Override
        void strike(Rig rig) {
            rig.redis.kill9();
        }

        @Override
        void mend(Rig rig) {
            rig.redis.restart();
        }
    },

    OPENSEARCH_KILLED("OpenSearch is killed") {
        @Override
        void strike(Rig rig) {
            rig.search.kill9();
        }

        @Override
        void mend(Rig rig) {
            rig.search.run();
        }
    },

    POISON("an event that no consumer can read") {
        @Override
        void strike(Rig rig) throws SQLException {
            try (Connection connection = rig.database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO tel_event (name, event, record_id, sequence, payload, created_at, relayed_at)"
                                + " VALUES ('WH-0000-poison', 'sms.delivered', 'SMS-0000-poison', 1, '{', UTC_TIMESTAMP(6), NULL)");
            }
        }

        @Override
        void mend(Rig rig) {
            // It stays where it is.
        }

        @Override
        boolean lasts() {
            return false;
        }
    };

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    /** What breaks, in a few words. */
    String description() {
        return description;
    }

    /** Breaks it. */
    abstract void strike(Rig rig) throws SQLException;

    /** Mends it. */
    abstract void mend(Rig rig) throws SQLException;

    /** Whether it lasts, or strikes and is over. */
    boolean lasts() {
        return true;
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
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
