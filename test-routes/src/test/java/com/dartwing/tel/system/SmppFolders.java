package com.dartwing.tel.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Carriers of the operator's own that are reached over SMPP: each is a folder of two small files. */
final class SmppFolders {

    static final String PASSWORD = "a-secret";

    private static final String CARRIER =
            """
            title: %1$s
            description: A carrier over SMPP, for whoever wants to see how little it takes.
            priority: 1
            capabilities: [sms]
            countries: [US]
            limits: {concurrency: 32, connect-timeout-ms: 20000, response-timeout-ms: %4$d}
            settings:
              url: {title: Address of the SMSC, env: %2$s_URL}
              system-id: {title: System id, env: %2$s_SYSTEM_ID}
              password: {title: Password, env: %2$s_PASSWORD, secret: true}
            smpp: %3$s
            statuses: {DELIVRD: Delivered, UNDELIV: Undelivered, EXPIRED: Undelivered, REJECTD: Failed}
            sandbox-rates:
              sms: {"1": 0.0001}
            """;
    private static final String ROUTES =
            """
            - templatedRoute:
                routeTemplateRef: carrier-smpp
                routeId: %1$s-sms-send
                parameters:
                  - {name: description, value: Sends an SMS over SMPP}
                  - {name: carrier, value: %1$s}
            - templatedRoute:
                routeTemplateRef: carrier-smpp-probe
                routeId: %1$s-health
                parameters:
                  - {name: description, value: Asks whether its binds stand}
                  - {name: carrier, value: %1$s}
            """;

    private SmppFolders() {}

    /**
     * Writes a carrier's folder.
     *
     * @param routes the operator's directory
     * @param smpp the section of that name, on one line
     */
    static void write(Path routes, String title, String smpp, int responseTimeoutMs) throws IOException {
        String name = title.toLowerCase(Locale.ROOT);
        Path folder = Files.createDirectories(routes.resolve("carriers").resolve(name));
        Files.writeString(
                folder.resolve("carrier.yaml"),
                CARRIER.formatted(title, title.toUpperCase(Locale.ROOT), smpp, responseTimeoutMs));
        Files.writeString(folder.resolve(name + ".camel.yaml"), ROUTES.formatted(name));
    }

    /** Tells a hub where the carrier is, and how it is let in there. */
    static void given(HubProcess.Launch launch, String title, int port) {
        String name = title.toUpperCase(Locale.ROOT);
        launch.env(name + "_URL", "smpp://127.0.0.1:" + port)
                .env(name + "_SYSTEM_ID", "dartwing")
                .env(name + "_PASSWORD", PASSWORD);
    }
}
