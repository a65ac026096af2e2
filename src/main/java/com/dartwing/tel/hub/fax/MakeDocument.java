package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.document.CoverPage;
import com.dartwing.tel.fax.document.FaxDocument;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.fax.document.SmallPicture;
import com.dartwing.tel.fax.document.Upload;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Makes the one PDF that is faxed, of what came along with a request or of what is fetched for it. */
@Component
class MakeDocument {

    private final FetchDocument fetch;
    private final PrepareDocument prepare;
    private final JdbcTemplate jdbc;

    MakeDocument(FetchDocument fetch, PrepareDocument prepare, JdbcTemplate jdbc) {
        this.fetch = fetch;
        this.prepare = prepare;
        this.jdbc = jdbc;
    }

    /**
     * Makes it.
     *
     * @param url where the document is, when no uploads came along
     * @param cover the page that goes ahead, or null
     * @param organization whose logo the cover has, or null
     * @param directory where files may be put
     */
    FaxDocument make(List<Upload> uploads, String url, CoverPage cover, String organization, Path directory) {
        List<Upload> all = uploads.isEmpty()
                ? List.of(new Upload("document_url", fetch.fetch(url, directory.resolve("fetched"))))
                : uploads;
        return prepare.prepare(all, cover == null ? null : cover.withLogo(logo(organization)), directory);
    }

    private SmallPicture logo(String organization) {
        return jdbc
                .queryForList(
                        "SELECT logo FROM organization WHERE name = ? AND logo IS NOT NULL", String.class, organization)
                .stream()
                .findFirst()
                .map(SmallPicture::of)
                .orElse(null);
    }
}
