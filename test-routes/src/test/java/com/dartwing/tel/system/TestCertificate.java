package com.dartwing.tel.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for 127.0.0.1 that nobody but its maker trusts, made by {@code openssl}; and a store that holds it. */
final class TestCertificate implements AutoCloseable {

    private static final String STORE_PASSWORD = "changeit";

    private final Path directory = Children.temporaryDirectory("hub-certificate");
    final Path certificate = directory.resolve("certificate.pem");
    final Path key = directory.resolve("key.pem");
    final Path trustStore = directory.resolve("trust.p12");

    TestCertificate() {
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importcert",
                "-noprompt",
                "-alias",
                "hub",
                "-file",
                certificate.toString(),
                "-keystore",
                trustStore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD));
    }

    String trustStorePassword() {
        return STORE_PASSWORD;
    }

    private void run(List<String> command) {
        Path log = directory.resolve("log");
        Process process = Children.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " failed:\n" + Children.text(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Children.delete(directory);
    }
}
