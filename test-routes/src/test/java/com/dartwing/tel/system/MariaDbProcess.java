package com.dartwing.tel.system;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A private MariaDB server of the installed binaries, durable as by default, on a free port of 127.0.0.1, with an empty
 * database {@code hub} and one user for it, whose password is made up at each start. Nothing outside its temporary
 * directory is read or written; {@link #close()} removes it.
 */
public final class MariaDbProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 60;
    private static final String DATABASE = "hub";
    private static final String USER = "hub";

    private final Path directory = Children.temporaryDirectory("hub-mariadb");
    private final int port = Children.freePort();
    private final String password = randomPassword();
    private List<String> options;
    private Process process;

    private MariaDbProcess(List<String> options) {
        this.options = options;
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param options for {@code mariadbd}, beyond what makes it private
     * @throws IllegalStateException if MariaDB is not installed
     * @throws AssertionError with the end of its log, if it ends or is not ready within 60 s
     */
    public static MariaDbProcess start(String... options) {
        var server = new MariaDbProcess(List.of(options));
        try {
            server.install();
            server.run();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE + "?useBulkStmts=true";
    }

    /** The arguments with which a hub uses this database. */
    public String[] hubArguments() {
        return new String[] {
            "--spring.datasource.url=" + jdbcUrl(),
            "--spring.datasource.username=" + user(),
            "--spring.datasource.password=" + password()
        };
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), USER, password);
    }

    public String logs() {
        return Children.text(directory.resolve("error.log"));
    }

    /** SIGKILL, as a power cut is; returns when the process is gone. */
    public void kill9() {
        Children.kill9(process);
    }

    /** It stays, takes connections, and answers nobody: as when its disk or its network hangs. Until {@link #goOn()}. */
    public void hang() {
        Children.signal(process, "STOP");
    }

    public void goOn() {
        Children.signal(process, "CONT");
    }

    /** An orderly shutdown; the data stay for {@link #restart()}. */
    public void stop() {
        if (!Children.stop(process, STOP_SECONDS)) {
            throw new AssertionError("MariaDB did not stop within " + STOP_SECONDS + " s:\n" + tail());
        }
    }

    /** Starts the server again after {@link #kill9()} or {@link #stop()}: same port, data and password. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("MariaDB is running, pid " + process.pid());
        }
        run();
    }

    /** Starts the server again with other options, whether it has ended by itself or runs. */
    public void restartWith(String... others) {
        kill9();
        options = List.of(others);
        run();
    }

    @Override
    public void close() {
        if (process != null) {
            Children.stop(process, STOP_SECONDS);
        }
        Children.delete(directory);
    }

    private void install() {
        var output = directory.resolve("install.log");
        var command = new ArrayList<>(List.of(
                binary("mariadb-install-db"),
                "--no-defaults",
                "--datadir=" + directory.resolve("data"),
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        // Some say how its files are laid out, which is decided now.
        command.addAll(options);
        var installer = Children.start(process(command, output));
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !installer.isAlive() && installer.exitValue() == 0);
        } catch (ConditionTimeoutException e) {
            Children.kill9(installer);
            throw new AssertionError("mariadb-install-db failed:\n" + Children.text(output), e);
        }
        write(
                directory.resolve("init.sql"),
                // Read at each start, before the first connection is taken: one statement a line. Of the users that the
                // installation makes, which have no password, none stays that could come over the network.
                "DELETE FROM mysql.global_priv WHERE User IN ('', 'root') AND Host <> 'localhost';",
                "FLUSH PRIVILEGES;",
                "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + randomPassword() + "';",
                "CREATE DATABASE IF NOT EXISTS " + DATABASE + ";",
                "CREATE USER IF NOT EXISTS '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';",
                "GRANT ALL ON " + DATABASE + ".* TO '" + USER + "'@'127.0.0.1';");
    }

    private void run() {
        var command = new ArrayList<String>();
        command.addAll(List.of(
                binary("mariadbd"),
                "--no-defaults", // must come first: else /etc/mysql is read
                "--user=" + System.getProperty("user.name"), // as root it refuses to start unless told so
                "--datadir=" + directory.resolve("data"),
                "--socket=" + directory.resolve("s.sock"),
                "--pid-file=" + directory.resolve("pid"),
                "--log-error=" + directory.resolve("error.log"),
                "--init-file=" + directory.resolve("init.sql"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--innodb-buffer-pool-size=64M",
                // Written at each commit, flushed each second: processes are killed here, never the machine.
                "--innodb-flush-log-at-trx-commit=2",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci"));
        command.addAll(options);
        process = Children.start(process(command, directory.resolve("output.log")));
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("mariadbd has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            var state = process.isAlive() ? "is not ready" : "ended with status " + process.exitValue();
            throw new AssertionError("MariaDB " + state + ":\n" + tail(), e);
        }
    }

    /** With temporary files of its own: at its start a server deletes those of all others in the same directory. */
    private ProcessBuilder process(List<String> command, Path output) {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        process.environment().put("TMPDIR", directory.toString());
        return process;
    }

    private boolean isReady() {
        try (var connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private String tail() {
        return Children.tail(directory.resolve("error.log"), 60) + Children.tail(directory.resolve("output.log"), 20);
    }

    /** Debian keeps the server in sbin, which a user's path may lack. */
    private static String binary(String name) {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not installed (Debian, Ubuntu: apt-get install mariadb-server)"));
    }

    private static String randomPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void write(Path file, String... lines) {
        try {
            Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
