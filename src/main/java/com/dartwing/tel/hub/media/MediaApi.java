package com.dartwing.tel.hub.media;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.rest.Attachment;
import com.dartwing.tel.hub.vault.SignedUrls;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Serves media to whoever has their URL. */
@Component("mediaApi")
public class MediaApi {

    /** Where media are served. */
    static final String FOLDER = "media";

    private final JdbcTemplate jdbc;
    private final SignedUrls urls;
    private final MediaProperties properties;
    private final ApiEdge api;

    public MediaApi(JdbcTemplate jdbc, SignedUrls urls, MediaProperties properties, ApiEdge api) {
        this.jdbc = jdbc;
        this.urls = urls;
        this.properties = properties;
        this.api = api;
    }

    /**
     * Answers with a medium, as a file to be kept and never as a page to be shown.
     *
     * @throws TelException.NotFound for a URL that is not signed by us or has expired, and a medium that is not there
     */
    public void serve(Exchange exchange, @Header("medium") String name) {
        if (!urls.holds(FOLDER, name, api.parameter(exchange, "expires"), api.parameter(exchange, "signature"))) {
            throw absent();
        }
        Medium medium = jdbc
                .query(
                        "SELECT m.content_type, c.content FROM tel_media m JOIN tel_media_content c ON c.name = m.name"
                                + " WHERE m.name = ? AND m.state = 'Kept'",
                        (row, n) -> new Medium(row.getString("content_type"), row.getBytes("content")),
                        name)
                .stream()
                .findFirst()
                .orElseThrow(MediaApi::absent);
        String ending = properties.types().getOrDefault(medium.contentType(), "bin");
        Attachment.answer(
                exchange, medium.contentType(), name + "." + ending, "private, max-age=3600", medium.content());
    }

    private static TelException absent() {
        return new TelException.NotFound("There is no such medium, or its URL has expired");
    }
}
