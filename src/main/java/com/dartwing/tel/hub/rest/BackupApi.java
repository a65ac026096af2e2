package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Backs the embedded database up while it works: no other process can read its file. A database server is backed up by its
 * own tools.
 */
@Component("backupApi")
public class BackupApi {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final ApiEdge api;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Path folder;
    private final boolean embedded;
    private final Clock clock;

    public BackupApi(
            ApiEdge api,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            AuditLog audit,
            HubProperties properties,
            @Value("${spring.datasource.url}") String url,
            Clock clock) {
        this.api = api;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.folder = properties.dataDir().toAbsolutePath().normalize().resolve("backup");
        this.embedded = url.startsWith("jdbc:h2:file:");
        this.clock = clock;
    }

    /**
     * Writes the database as of now into a file of the data directory, and tells its path.
     *
     * @throws TelException.Conflict when the database is a server's
     */
    public void write(Exchange exchange) throws IOException {
        if (!embedded) {
            throw new TelException.Conflict("The database is a server's: its own tools back it up");
        }
        Path file = Files.createDirectories(folder).resolve("hub-" + STAMP.format(clock.instant()) + ".zip");
        jdbc.execute("BACKUP TO '" + file.toString().replace("'", "''") + "'");
        transaction.executeWithoutResult(status ->
                audit.add(ApiEdge.actor(exchange), "backup", file.getFileName().toString(), Map.of()));
        api.answer(exchange, 200, Map.of("file", file.toString(), "bytes", Files.size(file)));
    }
}
