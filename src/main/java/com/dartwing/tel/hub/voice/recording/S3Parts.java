package com.dartwing.tel.hub.voice.recording;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Parts as objects of an S3-compatible store, {@code <folder>/<recording>/<place>}. Nothing in them is to be read there. */
@Component
@ConditionalOnProperty(name = "tel.recordings.store", havingValue = "s3")
@EnableConfigurationProperties(S3Properties.class)
class S3Parts implements OutsideParts, DisposableBean {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For one call with its repetitions. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final S3Properties properties;
    private final S3Client client;

    S3Parts(S3Properties properties) {
        if (properties.bucket().isBlank()) {
            throw new IllegalStateException("tel.recordings.s3.bucket is missing: recordings are to be kept there");
        }
        this.properties = properties;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(properties.region()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(PATIENCE)
                        .build())
                .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE))
                // Others' stores know no checksums of Amazon's; what is sealed tells by itself whether it is whole.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
        if (!properties.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(properties.endpoint())).forcePathStyle(true);
        }
        if (!properties.accessKey().isBlank()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        }
        this.client = builder.build();
    }

    private String key(String recording, int place) {
        return properties.folder() + "/" + recording + "/" + place;
    }

    @Override
    public void put(String recording, int place, byte[] sealed) throws IOException {
        told(() -> client.putObject(
                object -> object.bucket(properties.bucket()).key(key(recording, place)),
                RequestBody.fromBytes(sealed)));
    }

    @Override
    public byte[] get(String recording, int place) throws IOException {
        return told(() -> client.getObjectAsBytes(
                        object -> object.bucket(properties.bucket()).key(key(recording, place))))
                .asByteArrayUnsafe();
    }

    @Override
    public void delete(String recording, int place) throws IOException {
        told(() ->
                client.deleteObject(object -> object.bucket(properties.bucket()).key(key(recording, place))));
    }

    private static <T> T told(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new IOException("the store of recordings: " + e.getMessage(), e);
        }
    }

    @Override
    public void destroy() {
        client.close();
    }
}
