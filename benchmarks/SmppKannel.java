package benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Kannel doing what is nearest to the hub: {@code smsbox} takes messages over HTTP, {@code bearerbox} spools them to disk and sends over SMPP. */
final class SmppKannel implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final String CONFIGURATION =
            """
            group = core
            admin-port = %1$d
            admin-interface = 127.0.0.1
            admin-password = admin
            smsbox-port = %2$d
            smsbox-interface = 127.0.0.1
            store-type = spool
            store-location = %4$s/store
            dlr-storage = internal

            group = smsc
            smsc = smpp
            smsc-id = echo
            host = 127.0.0.1
            port = %5$d
            transceiver-mode = true
            smsc-username = bench
            smsc-password = bench
            system-type = ""
            max-pending-submits = 50

            group = smsbox
            bearerbox-host = 127.0.0.1
            bearerbox-port = %2$d
            sendsms-port = %3$d
            sendsms-interface = 127.0.0.1

            group = sendsms-user
            username = bench
            password = bench
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder = Files.createTempDirectory("kannel-bench");
    private final List<Process> boxes = new ArrayList<>();
    private final int sendSms;

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/bearerbox"));
    }

    SmppKannel(int smsc) throws Exception {
        int admin = Servers.freePort();
        int bearer = Servers.freePort();
        sendSms = Servers.freePort();
        Files.createDirectories(folder.resolve("store"));
        Path configuration = folder.resolve("kannel.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(admin, bearer, sendSms, folder, smsc));
        start("bearerbox", configuration, bearer);
        start("smsbox", configuration, sendSms);
    }

    private void start(String box, Path configuration, int port) throws Exception {
        Process process = new ProcessBuilder("/usr/sbin/" + box, "-v", "3", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(box + ".log").toFile())
                .start();
        boxes.add(process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException(box + " does not listen");
    }

    /** Hands it messages for so long; how many it took. */
    long send(int seconds) throws InterruptedException {
        AtomicLong taken = new AtomicLong();
        Semaphore room = new Semaphore(AT_ONCE);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; System.nanoTime() < end; i++) {
            room.acquire();
            URI url = URI.create("http://127.0.0.1:" + sendSms + "/cgi-bin/sendsms?username=bench&password=bench"
                    + "&from=%2B14155550100&to=%2B1415" + (2_000_000 + i) + "&text=Your+code+is+" + i + "&dlr-mask=3");
            http.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        if (failure == null && answer.statusCode() == 202) {
                            taken.incrementAndGet();
                        }
                        room.release();
                    });
        }
        room.acquire(AT_ONCE);
        return taken.get();
    }

    @Override
    public void close() throws IOException {
        for (int i = boxes.size() - 1; i >= 0; i--) {
            boxes.get(i).destroy();
            try {
                if (!boxes.get(i).waitFor(15, TimeUnit.SECONDS)) {
                    boxes.get(i).destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
