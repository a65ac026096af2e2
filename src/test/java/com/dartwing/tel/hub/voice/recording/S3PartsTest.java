package com.dartwing.tel.hub.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.http.scaladsl.Http;
import io.findify.s3mock.S3Mock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a server that speaks S3. */
class S3PartsTest {

    private static final String REC = "REC-2026-000001";

    private static S3Mock server;
    private static String endpoint;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new S3Mock.Builder().withPort(0).withInMemoryBackend().build();
        Http.ServerBinding bound = server.start();
        endpoint = "http://127.0.0.1:" + bound.localAddress().getPort();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/sounds"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
    }

    @AfterAll
    static void stop() {
        server.shutdown();
    }

    private static S3Parts parts(String at, String bucket) {
        return new S3Parts(new S3Properties(at, "eu-central-1", bucket, "recordings", "key", "secret"));
    }

    @Test
    void a_part_is_had_as_it_was_written_until_it_is_deleted() throws IOException {
        byte[] sealed = new byte[RecordingParts.SIZE + 33];
        new Random(7).nextBytes(sealed);
        S3Parts parts = parts(endpoint, "sounds");

        parts.put(REC, 0, new byte[] {1});
        parts.put(REC, 0, sealed);
        parts.put(REC, 1, new byte[] {2});

        assertThat(parts.get(REC, 0)).isEqualTo(sealed);
        assertThat(parts.get(REC, 1)).containsExactly(2);
        parts.delete(REC, 0);
        assertThatThrownBy(() -> parts.get(REC, 0)).isInstanceOf(IOException.class);
        assertThat(parts.get(REC, 1)).containsExactly(2);
        parts.destroy();
    }

    @Test
    void a_store_that_is_not_there_is_told_as_such() {
        S3Parts parts = parts("http://127.0.0.1:1", "sounds");

        assertThatThrownBy(() -> parts.put(REC, 0, new byte[] {1})).isInstanceOf(IOException.class);
        parts.destroy();
    }

    @Test
    void without_a_bucket_it_does_not_start() {
        assertThatThrownBy(() -> parts(endpoint, "")).hasMessageContaining("tel.recordings.s3.bucket");
    }
}
