package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.hub.net.PublicAddresses;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consumers as unfriendly as they may be: the client's patience, curiosity and obedience have an end. */
class ConsumerClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Far more than the patience, for a machine that is busy; far less than what a consumer here could drag out. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    ConsumerClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String consumer(HttpHandler handler) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private static int post(PublicAddresses addresses, String url) throws IOException {
        ConsumerClient consumer = new ConsumerClient(PATIENCE, addresses);
        HttpClientBuilder builder = HttpClientBuilder.create();
        consumer.configureHttpClient(builder);
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity("{}"));
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(post, response -> {
                assertThat(response.getEntity()).isNull();
                return response.getCode();
            });
        } finally {
            consumer.destroy();
        }
    }

    private static int post(String url) throws IOException {
        return post(new PublicAddresses(true, org.apache.hc.client5.http.SystemDefaultDnsResolver.INSTANCE), url);
    }

    private static void assertGivesUp(String url) {
        long started = System.nanoTime();

        assertThatThrownBy(() -> post(url))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("no answer within 1");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(PATIENCE.minusMillis(50), SOON);
    }

    @Test
    void an_answer_is_its_status_whatever_its_body() throws IOException {
        String url = consumer(exchange -> {
            exchange.sendResponseHeaders(202, 5);
            exchange.getResponseBody().write("hello".getBytes());
        });

        assertThat(post(url)).isEqualTo(202);
    }

    @Test
    void a_consumer_that_hangs_is_left() {
        assertGivesUp(consumer(exchange -> await()));
    }

    @Test
    void a_consumer_that_drips_its_head_is_left() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (var connection = socket.accept()) {
                    OutputStream out = connection.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n".getBytes());
                    for (int i = 0; i < 600; i++) {
                        out.write(("X-" + i + ": drip\r\n").getBytes());
                        out.flush();
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    // It was left.
                }
            });

            assertGivesUp("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }

    @Test
    void a_consumer_that_drips_its_body_is_left() {
        assertGivesUp(consumer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 600; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                pause(100);
            }
        }));
    }

    @Test
    void of_an_endless_answer_little_is_read() throws IOException {
        AtomicLong written = new AtomicLong();
        String url = consumer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[65_536];
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(much);
                written.addAndGet(much.length);
            }
        });

        assertThat(post(url)).isEqualTo(200);
        assertThat(written.get()).as("what fits into the buffers between").isLessThan(64L * 1024 * 1024);
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        String url = consumer(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(post(url)).isEqualTo(307);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_private_address_is_never_called() {
        AtomicInteger calls = new AtomicInteger();
        String url = consumer(exchange -> calls.incrementAndGet());
        PublicAddresses strict =
                new PublicAddresses(false, org.apache.hc.client5.http.SystemDefaultDnsResolver.INSTANCE);

        assertThatThrownBy(() -> post(strict, url)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> post(strict, url.replace("127.0.0.1", "localhost")))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> post(strict, url.replace("127.0.0.1", "[::ffff:127.0.0.1]")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(strict, url.replace("127.0.0.1", "2130706433")))
                .isInstanceOf(IOException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_name_that_turns_private_after_it_was_looked_at_is_not_called() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String url = consumer(exchange -> calls.incrementAndGet());
        AtomicInteger lookUps = new AtomicInteger();
        PublicAddresses rebinding = new PublicAddresses(false, new InMemoryDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                String address = lookUps.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1";
                return new InetAddress[] {InetAddress.getByName(address)};
            }
        });

        assertThat(rebinding.resolve("rebind.example"))
                .as("whoever looks first")
                .hasSize(1);
        assertThatThrownBy(() -> post(rebinding, url.replace("127.0.0.1", "rebind.example")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("not a public address");

        assertThat(lookUps).hasValue(2);
        assertThat(calls).hasValue(0);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long ms) throws IOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
