package com.dartwing.tel.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.record.WebUrl;
import com.dartwing.tel.sms.OutboundSms.Media;
import java.util.List;

/** The media of an MMS, as carriers fetch them: 1 to 10 URLs, of https only (contract, section 4). */
final class ValidateMedia {

    private static final String FIELD = "media_urls";
    private static final int MOST = 10;
    private static final int LONGEST_SUBJECT = 255;

    private ValidateMedia() {}

    /** The same media; null stays null. */
    static Media check(Media media) {
        if (media == null) {
            return null;
        }
        List<String> urls = media.urls();
        if (urls.isEmpty() || urls.size() > MOST) {
            throw new TelException.InvalidRequest("media_urls has 1 to " + MOST + " URLs", FIELD);
        }
        for (int i = 0; i < urls.size(); i++) {
            WebUrl.secure(urls.get(i), FIELD, FIELD + "[" + i + "]");
        }
        Check.atMost(LONGEST_SUBJECT, media.subject(), "subject");
        return media;
    }
}
