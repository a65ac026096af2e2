package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** What the networks of the United States ask of long codes: data of {@code compliance/10dlc.yaml}. */
public record TenDlc(
        Set<String> countries, Set<String> tollFree, ZoneId dayZone, Map<String, Limits> classes, Limits otherwise) {

    private static final int AREA_STARTS = "+1".length();
    private static final int AREA_ENDS = AREA_STARTS + 3;
    private static final int LONG_CODE = "+14155551234".length();

    /** Segments by the second and by the day. */
    public record Limits(double perSecond, int perDay) {}

    /** Reads the packaged file. */
    public static TenDlc packaged() {
        return RuleFile.read("10dlc", TenDlc.class);
    }

    /** What a campaign of this class may send; null or unknown means the least. */
    public Limits of(String campaignClass) {
        return campaignClass == null ? otherwise : classes.getOrDefault(campaignClass, otherwise);
    }

    /** Whether a message goes from a long code to where campaigns are asked for. */
    public boolean concerns(OutboundSms message) {
        String from = message.parties().from();
        return countries.contains(message.parties().country())
                && from.startsWith("+1")
                && from.length() == LONG_CODE
                && !tollFree.contains(from.substring(AREA_STARTS, AREA_ENDS));
    }
}
