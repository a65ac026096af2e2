package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.document.CoverPage;
import com.dartwing.tel.fax.document.FaxDocument;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.fax.document.Upload;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the one PDF that is faxed, of what came along with a request or of what is fetched for it. */
@Component
class MakeDocument {

    private final FetchDocument fetch;
    private final PrepareDocument prepare;

    MakeDocument(FetchDocument fetch, PrepareDocument prepare) {
        this.fetch = fetch;
        this.prepare = prepare;
    }

    /**
     * Makes it.
     *
     * @param url where the document is, when no uploads came along
     * @param cover the page that goes ahead, or null
     * @param directory where files may be put
     */
    FaxDocument make(List<Upload> uploads, String url, CoverPage cover, Path directory) {
        List<Upload> all = uploads.isEmpty()
                ? List.of(new Upload("document_url", fetch.fetch(url, directory.resolve("fetched"))))
                : uploads;
        return prepare.prepare(all, cover, directory);
    }
}
