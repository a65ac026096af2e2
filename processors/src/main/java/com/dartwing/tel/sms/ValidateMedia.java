package com.dartwing.tel.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms.Media;
import java.util.List;
import java.util.Set;

/** The media of an MMS, as carriers fetch them: 1 to 10 URLs, of https only (contract, section 4). */
final class ValidateMedia {

    private static final String FIELD = "media_urls";
    private static final int MOST = 10;
    private static final int LONGEST_SUBJECT = 255;
    private static final Set<String> SCHEMES = Set.of("https");

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
            WebUrl.check(urls.get(i), SCHEMES, FIELD, FIELD + "[" + i + "]");
        }
        if (media.subject() != null && media.subject().length() > LONGEST_SUBJECT) {
            throw new TelException.InvalidRequest(
                    "subject is longer than " + LONGEST_SUBJECT + " characters", "subject");
        }
        return media;
    }
}
